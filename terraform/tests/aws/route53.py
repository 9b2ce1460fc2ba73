"""Route 53: ids of zones."""

from moto.route53.models import RandomHostedZoneId

from .amend import amends


@amends(RandomHostedZoneId)
def generate(original, self, *args, **kwargs):
    # Real ones begin with a Z, and the module checks that.
    return "Z" + original(self, *args, **kwargs)
