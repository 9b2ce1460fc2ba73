# Terraform owns the load balancer, and the ingress controller only listens on node ports: nothing
# in the cluster makes objects in AWS that would later keep `terraform destroy` from deleting the
# VPC.

locals {
  # EKS makes this group; every node and every pod is in it.
  node_security_group = aws_eks_cluster.main.vpc_config[0].cluster_security_group_id

  # With a certificate TLS ends here, and both listeners go to the controller's HTTP port.
  listeners = {
    http  = { port = 80, protocol = "TCP", target = "http" }
    https = { port = 443, protocol = local.acm ? "TLS" : "TCP", target = local.acm ? "http" : "https" }
  }
}

resource "aws_security_group" "ingress" {
  name        = "${local.name}-ingress"
  description = "Load balancer of ${local.name}"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "${local.name}-ingress" }
}

resource "aws_vpc_security_group_ingress_rule" "ingress" {
  #checkov:skip=CKV_AWS_260:port 80 sends callers on to HTTPS where there is a certificate; ingress_cidrs narrows it
  for_each = { for pair in setproduct(keys(local.listeners), var.ingress_cidrs) : join(" ", pair) => { listener = pair[0], cidr = pair[1] } }

  security_group_id = aws_security_group.ingress.id
  description       = "Callers"
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = local.listeners[each.value.listener].port
  to_port           = local.listeners[each.value.listener].port
}

resource "aws_vpc_security_group_egress_rule" "ingress" {
  for_each = local.node_ports

  security_group_id            = aws_security_group.ingress.id
  description                  = "Ingress controller, ${each.key}"
  referenced_security_group_id = local.node_security_group
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_vpc_security_group_ingress_rule" "nodes" {
  for_each = local.node_ports

  security_group_id            = local.node_security_group
  description                  = "Load balancer, ${each.key}"
  referenced_security_group_id = aws_security_group.ingress.id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_lb" "main" {
  #checkov:skip=CKV_AWS_91:flow logs have the connections, the ingress controller's log has the requests
  #checkov:skip=CKV_AWS_150:deletion_protection, on in production: dev is made to be thrown away
  #checkov:skip=CKV2_AWS_20:redirects are HTTP's, this is a network load balancer: the ingress controller redirects
  #checkov:skip=CKV2_AWS_28:a web application firewall takes no network load balancer
  name                             = local.name
  load_balancer_type               = "network"
  subnets                          = [for subnet in aws_subnet.public : subnet.id]
  security_groups                  = [aws_security_group.ingress.id]
  enable_cross_zone_load_balancing = true
  enable_deletion_protection       = var.deletion_protection
}

resource "aws_lb_target_group" "main" {
  for_each = local.node_ports

  name        = "${local.name}-${each.key}"
  vpc_id      = aws_vpc.main.id
  target_type = "instance"
  protocol    = "TCP"
  port        = each.value

  # The caller's address travels in the proxy protocol: packets keep the load balancer's, which the
  # nodes let in.
  proxy_protocol_v2    = true
  preserve_client_ip   = "false"
  deregistration_delay = 60

  health_check {
    protocol            = "TCP"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_lb_listener" "main" {
  #checkov:skip=CKV_AWS_2:not HTTP: port 443 is TLS or passes it through, port 80 is redirected by the ingress controller
  #checkov:skip=CKV_AWS_103:TLS, where it ends here, is 1.2 or newer by ssl_policy
  for_each = local.listeners

  load_balancer_arn = aws_lb.main.arn
  port              = each.value.port
  protocol          = each.value.protocol
  certificate_arn   = each.value.protocol == "TLS" ? aws_acm_certificate_validation.main[0].certificate_arn : null
  ssl_policy        = each.value.protocol == "TLS" ? "ELBSecurityPolicy-TLS13-1-2-2021-06" : null

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main[each.value.target].arn
  }
}

# New nodes of the group register themselves.
resource "aws_autoscaling_attachment" "main" {
  #checkov:skip=CKV2_AWS_15:EKS owns the group and repairs nodes; one without a controller pod is still a good node
  for_each = aws_lb_target_group.main

  autoscaling_group_name = aws_eks_node_group.main.resources[0].autoscaling_groups[0].name
  lb_target_group_arn    = each.value.arn
}

# --- certificate and names, where there are a domain and its zone

resource "aws_acm_certificate" "main" {
  count = local.acm ? 1 : 0

  domain_name               = var.domain
  subject_alternative_names = [for domain in local.domains : "*.${domain}"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

# A name and its wildcard are proved by the same record.
resource "aws_route53_record" "validation" {
  for_each = local.domains

  zone_id         = var.route53_zone_id
  name            = local.validations[each.key][0].resource_record_name
  type            = local.validations[each.key][0].resource_record_type
  records         = [local.validations[each.key][0].resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

locals {
  validations = {
    for option in flatten(aws_acm_certificate.main[*].domain_validation_options) :
    trimprefix(option.domain_name, "*.") => option...
  }
}

resource "aws_acm_certificate_validation" "main" {
  count = local.acm ? 1 : 0

  certificate_arn         = aws_acm_certificate.main[0].arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_route53_record" "main" {
  #checkov:skip=CKV2_AWS_23:points at the load balancer of this module
  for_each = local.acm ? setunion([var.domain], [for domain in local.domains : "*.${domain}"]) : toset([])

  zone_id = var.route53_zone_id
  name    = each.key
  type    = "A"

  alias {
    name                   = aws_lb.main.dns_name
    zone_id                = aws_lb.main.zone_id
    evaluate_target_health = true
  }
}
