mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/some-key" }
  }
}

run "prints_a_backend_with_both_locks" {
  command = apply

  assert {
    condition     = strcontains(output.backend, "use_lockfile         = true") && strcontains(output.backend, "dynamodb_table       = \"fibonacci-terraform-123456789012-eu-central-1\"")
    error_message = output.backend
  }
}

run "keeps_the_states" {
  command = plan

  assert {
    condition     = !aws_s3_bucket.state.force_destroy && aws_dynamodb_table.lock.deletion_protection_enabled
    error_message = "deletion takes an apply of allow_destroy first"
  }
  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "old states can be had back"
  }
}

run "can_be_told_to_let_go" {
  command = plan
  variables {
    allow_destroy = true
  }

  assert {
    condition     = aws_s3_bucket.state.force_destroy && !aws_dynamodb_table.lock.deletion_protection_enabled
    error_message = "allow_destroy reaches both"
  }
}

run "an_account_has_one_provider_for_github" {
  command = plan
  variables {
    github_oidc_provider = false
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.github) == 0
    error_message = "none is made beside one that is there"
  }
}

run "region" {
  command = plan
  variables {
    region = "Frankfurt"
  }

  expect_failures = [var.region]
}
