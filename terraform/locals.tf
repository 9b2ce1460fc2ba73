locals {
  name = "fibonacci-${var.environment}"

  tags = {
    Project     = "fibonacci"
    Environment = var.environment
    ManagedBy   = "terraform"
  }

  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  zones     = slice(sort(data.aws_availability_zones.available.names), 0, 3)

  # The VPC in eighths: three for pods and nodes, which take the addresses, and one that is cut
  # again for the rest.
  small_subnets    = cidrsubnet(var.vpc_cidr, 3, 3)
  private_subnets  = { for i, zone in local.zones : zone => cidrsubnet(var.vpc_cidr, 3, i) }
  public_subnets   = { for i, zone in local.zones : zone => cidrsubnet(local.small_subnets, 3, i) }
  database_subnets = { for i, zone in local.zones : zone => cidrsubnet(local.small_subnets, 3, 4 + i) }
  nat_zones        = toset(var.single_nat_gateway ? slice(local.zones, 0, 1) : local.zones)

  # Ports on every node where the ingress controller listens; `ingress_values` tells them to its
  # chart.
  node_ports = { http = 30080, https = 30443 }

  # TLS ends at the load balancer only where Terraform can prove to ACM that the domain is ours.
  acm = var.domain != "" && var.route53_zone_id != ""
  # A wildcard covers one label: fleets answer at NAME.NAMESPACE.DOMAIN unless they name a host.
  exact_namespaces = [for pattern in var.fleet_namespaces : pattern if !endswith(pattern, "*")]
  domains          = local.acm ? toset(concat([var.domain], [for namespace in local.exact_namespaces : "${namespace}.${var.domain}"])) : toset([])

  github       = var.github_repository != ""
  state_bucket = "fibonacci-terraform-${local.account}-${var.region}"
}
