# Each environment has its own: an image is promoted by copying its digest, never built again.
resource "aws_ecr_repository" "main" {
  for_each = toset(["operator", "fib-service"])

  name                 = "${local.name}/${each.key}"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = !var.deletion_protection

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.main.arn
  }
}

# By number, not by age: the image that has run for a year is the one that a new node must still
# find. An image for two architectures with signature and SBOM is about six entries.
resource "aws_ecr_lifecycle_policy" "main" {
  for_each = aws_ecr_repository.main

  repository = each.value.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the newest 300 entries, about 50 releases"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 300 }
      action       = { type = "expire" }
    }]
  })
}
