output "backend" {
  description = "Content of config/backend.hcl, which every environment's `terraform init` reads."
  # Both locks from the first day: taking the table away leaves its digest of the state behind, and
  # who comes back to it is refused.
  value = <<-EOT
    bucket               = "${aws_s3_bucket.state.bucket}"
    key                  = "fibonacci.tfstate"
    workspace_key_prefix = "env"
    region               = "${var.region}"
    encrypt              = true
    kms_key_id           = "${aws_kms_key.state.arn}"
    use_lockfile         = true
    dynamodb_table       = "${aws_dynamodb_table.lock.name}"
  EOT
}
