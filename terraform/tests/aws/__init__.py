"""An AWS for tests: moto's server, with cures for what it lacks of the services in use here.

One file per service, one line of reason per cure. `python -m aws --port 5566` starts it, from the
folder above.
"""
