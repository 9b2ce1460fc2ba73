"""S3: old versions."""

from moto.s3.models import FakeDeleteMarker

# A bucket is emptied of delete markers too, and moto cannot dispose of those; they hold nothing.
FakeDeleteMarker.dispose = lambda marker: None
