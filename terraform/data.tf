data "aws_partition" "current" {}

data "aws_caller_identity" "current" {
  lifecycle {
    # EKS would say so too, ten minutes into the apply.
    postcondition {
      condition     = alltrue([for arn in values(var.cluster_admins) : split(":", arn)[4] == self.account_id])
      error_message = "cluster_admins names principals of another account than ${self.account_id}, the one you are signed in to. Write your own roles in config/${var.environment}.tfvars, as `aws iam list-roles` shows them."
    }
  }
}

data "aws_availability_zones" "available" {
  #checkov:skip=CKV_AWS_394:the first three by name are taken, and AWS gives new zones later letters
  state = "available"

  # Local and wavelength zones have neither EKS nor RDS.
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }

  lifecycle {
    postcondition {
      condition     = length(self.names) >= 3
      error_message = "Region ${var.region} has fewer than three availability zones: choose another."
    }
  }
}

# The version that EKS installs by default on this Kubernetes: an upgrade takes the add-ons along.
data "aws_eks_addon_version" "default" {
  for_each = setunion(local.addons_before_nodes, local.addons_after_nodes)

  addon_name         = each.key
  kubernetes_version = var.kubernetes_version
}

data "aws_iam_policy_document" "trust" {
  for_each = {
    cluster    = "eks.amazonaws.com"
    nodes      = "ec2.amazonaws.com"
    flow_logs  = "vpc-flow-logs.amazonaws.com"
    monitoring = "monitoring.rds.amazonaws.com"
  }

  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = [each.value]
    }
  }
}

# Pod Identity, for the service accounts whose names are known here.
data "aws_iam_policy_document" "pod_identity_trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}
