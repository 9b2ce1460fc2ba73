# Two roles for this repository's workflows, made where github_repository is set: one looks, one
# changes.

data "aws_iam_openid_connect_provider" "github" {
  count = local.github ? 1 : 0

  # bootstrap/ makes it: an account can have only one.
  url = "https://token.actions.githubusercontent.com"
}

locals {
  github_owner = split("/", var.github_repository)[0]
  # GitHub names a repository in two ways: by names alone, and, where it was made or renamed since
  # July 2026, with the numbers of owner and repository, which nobody can take over together with a
  # freed name.
  github_subjects = local.github ? concat(
    ["repo:${var.github_repository}"],
    var.github_repository_id == "" ? [] :
    ["repo:${local.github_owner}@${var.github_owner_id}/${split("/", var.github_repository)[1]}@${var.github_repository_id}"],
  ) : []

  github_trust = {
    # Drift is looked for from main, at night.
    plan   = flatten([for subject in local.github_subjects : ["${subject}:pull_request", "${subject}:ref:refs/heads/main"]])
    deploy = [for subject in local.github_subjects : "${subject}:environment:${var.environment}"]
  }

  state_objects = "arn:${local.partition}:s3:::${local.state_bucket}/env/${var.environment}/*"
  boundary      = one(aws_iam_policy.boundary[*].arn)
  own_roles     = "arn:${local.partition}:iam::${local.account}:role/${local.name}-*"
  ci_roles      = "arn:${local.partition}:iam::${local.account}:role/${local.name}-github-*"
}

data "aws_iam_policy_document" "github_trust" {
  for_each = local.github ? local.github_trust : {}

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [data.aws_iam_openid_connect_provider.github[0].arn]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = each.value
    }
  }
}

# --- plan: reads what Terraform reads, and this environment's state

resource "aws_iam_role" "github_plan" {
  count = local.github ? 1 : 0

  name               = "${local.name}-github-plan"
  description        = "Pull requests of ${var.github_repository} plan ${var.environment}"
  assume_role_policy = data.aws_iam_policy_document.github_trust["plan"].json
}

resource "aws_iam_role_policy" "github_plan" {
  count = local.github ? 1 : 0

  name   = "read"
  role   = aws_iam_role.github_plan[0].id
  policy = data.aws_iam_policy_document.read.json
}

# --- deploy: applies this module, pushes images, and runs Helm (eks.tf lets it into the cluster)

# The most that any role made by the deploy role can do: what the module's own roles need, within
# this environment where AWS lets it be said.
data "aws_iam_policy_document" "boundary" {
  #checkov:skip=CKV_AWS_107:a boundary grants nothing, it limits
  #checkov:skip=CKV_AWS_108:same
  #checkov:skip=CKV_AWS_109:same
  #checkov:skip=CKV_AWS_111:same
  #checkov:skip=CKV_AWS_356:same
  statement {
    sid = "Cluster"
    actions = [
      "autoscaling:*",
      "ec2:*",
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
      "eks-auth:AssumeRoleForPodIdentity",
      "eks:Describe*",
      "elasticloadbalancing:*",
      "logs:*",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "Key"
    actions   = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"]
    resources = [aws_kms_key.main.arn]
  }

  # By user name only: the instance's id would tie the boundary to the instance, which is made after
  # it.
  statement {
    sid       = "Database"
    actions   = ["rds-db:connect"]
    resources = ["arn:${local.partition}:rds-db:${var.region}:${local.account}:dbuser:*/${var.database_username}"]
  }
}

locals {
  boundary_arn = "arn:${local.partition}:iam::${local.account}:policy/${local.name}-boundary"
}

resource "aws_iam_policy" "boundary" {
  count = local.github ? 1 : 0

  name        = "${local.name}-boundary"
  description = "The most that any role of ${local.name} can do"
  policy      = data.aws_iam_policy_document.boundary.json
}

resource "aws_iam_role" "github_deploy" {
  count = local.github ? 1 : 0

  name               = "${local.name}-github-deploy"
  description        = "GitHub environment ${var.environment} of ${var.github_repository} deploys"
  assume_role_policy = data.aws_iam_policy_document.github_trust["deploy"].json
}

resource "aws_iam_policy" "github_deploy" {
  for_each = local.github ? {
    read   = data.aws_iam_policy_document.read.json
    state  = data.aws_iam_policy_document.state_write.json
    images = data.aws_iam_policy_document.images.json
    apply  = data.aws_iam_policy_document.apply.json
    roles  = data.aws_iam_policy_document.apply_roles.json
  } : {}

  name        = "${local.name}-github-${each.key}"
  description = "Part of ${local.name}-github-deploy"
  policy      = each.value
}

resource "aws_iam_role_policy_attachment" "github_deploy" {
  for_each = aws_iam_policy.github_deploy

  role       = aws_iam_role.github_deploy[0].name
  policy_arn = each.value.arn
}
