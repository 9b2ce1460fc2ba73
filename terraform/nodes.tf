resource "aws_iam_role" "nodes" {
  name                 = "${local.name}-nodes"
  description          = "Nodes of EKS cluster ${local.name}; their pods cannot use it"
  assume_role_policy   = data.aws_iam_policy_document.trust["nodes"].json
  permissions_boundary = local.boundary
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each = toset(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"])

  role       = aws_iam_role.nodes.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/${each.key}"
}

resource "aws_launch_template" "nodes" {
  name                   = "${local.name}-nodes"
  update_default_version = true

  # Hop limit 1: a pod's request to the metadata service dies on the way, so no pod gets the node's
  # role.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  # Bottlerocket: xvda is the system, xvdb holds images and pods.
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_type           = "gp3"
      encrypted             = true
      delete_on_termination = true
    }
  }

  block_device_mappings {
    device_name = "/dev/xvdb"
    ebs {
      volume_type           = "gp3"
      volume_size           = var.node_disk_gib
      encrypted             = true
      delete_on_termination = true
    }
  }

  dynamic "tag_specifications" {
    for_each = toset(["instance", "volume", "network-interface"])
    content {
      resource_type = tag_specifications.key
      tags          = merge(local.tags, { Name = "${local.name}-node" })
    }
  }
}

resource "aws_eks_node_group" "main" {
  cluster_name           = aws_eks_cluster.main.name
  node_group_name_prefix = "${local.name}-"
  node_role_arn          = aws_iam_role.nodes.arn
  subnet_ids             = [for subnet in aws_subnet.private : subnet.id]
  version                = aws_eks_cluster.main.version

  ami_type       = { arm64 = "BOTTLEROCKET_ARM_64", amd64 = "BOTTLEROCKET_x86_64" }[var.node_architecture]
  instance_types = var.node_instance_types
  capacity_type  = var.node_capacity_type

  launch_template {
    id      = aws_launch_template.nodes.id
    version = aws_launch_template.nodes.latest_version
  }

  scaling_config {
    min_size     = var.node_scaling.min
    max_size     = var.node_scaling.max
    desired_size = var.node_scaling.desired
  }

  update_config {
    max_unavailable_percentage = 33
  }

  node_repair_config {
    enabled = true
  }

  lifecycle {
    # Other instance types mean another group: the new one takes over before the old one goes.
    create_before_destroy = true
    # The cluster autoscaler's.
    ignore_changes = [scaling_config[0].desired_size]
  }

  # Without a network plugin nodes never become ready; without access entries nobody could ask why.
  depends_on = [
    aws_eks_access_policy_association.admin,
    aws_eks_addon.before_nodes,
    aws_iam_role_policy_attachment.nodes,
    aws_route.private,
  ]
}
