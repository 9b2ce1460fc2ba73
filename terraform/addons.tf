locals {
  # Daemons: active even without nodes, and nodes need them to become ready.
  addons_before_nodes = toset(["vpc-cni", "kube-proxy", "eks-pod-identity-agent"])
  # Deployments: degraded until a node runs them.
  addons_after_nodes = toset(concat(["coredns", "metrics-server"], var.ebs_csi_driver ? ["aws-ebs-csi-driver"] : []))

  addon_settings = {
    # Without it NetworkPolicies are accepted and do nothing.
    vpc-cni = { enableNetworkPolicy = "true" }
  }
  addon_roles = merge(
    { vpc-cni = { service_account = "aws-node", policy = "AmazonEKS_CNI_Policy" } },
    var.ebs_csi_driver ? {
      aws-ebs-csi-driver = { service_account = "ebs-csi-controller-sa", policy = "service-role/AmazonEBSCSIDriverPolicy" }
    } : {},
  )
}

resource "aws_iam_role" "addon" {
  for_each = local.addon_roles

  name                 = "${local.name}-${each.key}"
  description          = "Add-on ${each.key} of EKS cluster ${local.name}"
  assume_role_policy   = data.aws_iam_policy_document.pod_identity_trust.json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy_attachment" "addon" {
  for_each = local.addon_roles

  role       = aws_iam_role.addon[each.key].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/${each.value.policy}"
}

resource "aws_eks_addon" "before_nodes" {
  for_each = local.addons_before_nodes

  cluster_name                = aws_eks_cluster.main.name
  addon_name                  = each.key
  addon_version               = data.aws_eks_addon_version.default[each.key].version
  configuration_values        = contains(keys(local.addon_settings), each.key) ? jsonencode(local.addon_settings[each.key]) : null
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  dynamic "pod_identity_association" {
    for_each = contains(keys(local.addon_roles), each.key) ? [local.addon_roles[each.key]] : []
    content {
      role_arn        = aws_iam_role.addon[each.key].arn
      service_account = pod_identity_association.value.service_account
    }
  }

  depends_on = [aws_iam_role_policy_attachment.addon]
}

resource "aws_eks_addon" "after_nodes" {
  for_each = local.addons_after_nodes

  cluster_name                = aws_eks_cluster.main.name
  addon_name                  = each.key
  addon_version               = data.aws_eks_addon_version.default[each.key].version
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  dynamic "pod_identity_association" {
    for_each = contains(keys(local.addon_roles), each.key) ? [local.addon_roles[each.key]] : []
    content {
      role_arn        = aws_iam_role.addon[each.key].arn
      service_account = pod_identity_association.value.service_account
    }
  }

  depends_on = [aws_eks_node_group.main, aws_iam_role_policy_attachment.addon]
}
