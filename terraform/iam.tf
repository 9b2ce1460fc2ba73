# --- fleets reach the database

# IRSA, not Pod Identity: fleets live in namespaces that nobody knows at apply time, and a Pod
# Identity association names exactly one namespace and one service account, while a trust policy
# takes patterns.
data "aws_iam_policy_document" "fleet_trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "${local.issuer}:sub"
      values   = [for pattern in var.fleet_namespaces : "system:serviceaccount:${pattern}:*"]
    }
  }
}

data "aws_iam_policy_document" "fleet" {
  statement {
    actions   = ["rds-db:connect"]
    resources = ["arn:${local.partition}:rds-db:${var.region}:${local.account}:dbuser:${aws_db_instance.main.resource_id}/${var.database_username}"]
  }
}

locals {
  issuer = trimprefix(aws_eks_cluster.main.identity[0].oidc[0].issuer, "https://")
}

resource "aws_iam_role" "fleet" {
  name                 = "${local.name}-fleet"
  description          = "Fleets in ${join(", ", var.fleet_namespaces)} log in to the database"
  assume_role_policy   = data.aws_iam_policy_document.fleet_trust.json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy" "fleet" {
  name   = "connect-as-${var.database_username}"
  role   = aws_iam_role.fleet.id
  policy = data.aws_iam_policy_document.fleet.json
}

# --- cluster autoscaler

data "aws_iam_policy_document" "autoscaler" {
  #checkov:skip=CKV_AWS_111:Describe actions take no resource; those that write are limited to this cluster's groups
  #checkov:skip=CKV_AWS_356:same
  statement {
    sid = "Look"
    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeTags",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
    ]
    resources = ["*"]
  }

  statement {
    sid       = "LookAtNodeGroup"
    actions   = ["eks:DescribeNodegroup"]
    resources = ["arn:${local.partition}:eks:${var.region}:${local.account}:nodegroup/${local.name}/*"]
  }

  # EKS puts this tag on the groups behind its node groups.
  statement {
    sid       = "Scale"
    actions   = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
    resources = ["*"]
    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/k8s.io/cluster-autoscaler/${local.name}"
      values   = ["owned"]
    }
  }
}

resource "aws_iam_role" "autoscaler" {
  name                 = "${local.name}-autoscaler"
  description          = "Cluster autoscaler of ${local.name}"
  assume_role_policy   = data.aws_iam_policy_document.pod_identity_trust.json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy" "autoscaler" {
  name   = "scale-nodes"
  role   = aws_iam_role.autoscaler.id
  policy = data.aws_iam_policy_document.autoscaler.json
}

resource "aws_eks_pod_identity_association" "autoscaler" {
  cluster_name    = aws_eks_cluster.main.name
  namespace       = "kube-system"
  service_account = "cluster-autoscaler"
  role_arn        = aws_iam_role.autoscaler.arn
}
