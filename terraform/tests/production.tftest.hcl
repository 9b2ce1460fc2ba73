# With config/production.tfvars, in the workspace production: ../check sees to both.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "is_safe" {
  command = plan

  # It survives the loss of a zone.
  assert {
    condition     = keys(aws_nat_gateway.main) == ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    error_message = "a NAT gateway in each zone"
  }
  assert {
    condition     = aws_db_instance.main.multi_az
    error_message = "a standby in another zone"
  }

  # It is protected from deletion.
  assert {
    condition     = aws_db_instance.main.deletion_protection && aws_lb.main.enable_deletion_protection && alltrue([for repository in aws_ecr_repository.main : !repository.force_delete])
    error_message = "database, load balancer and images stay"
  }
  assert {
    condition     = !aws_db_instance.main.skip_final_snapshot && can(regex("^fibonacci-production-[0-9]{14}$", aws_db_instance.main.final_snapshot_identifier))
    error_message = "a last snapshot is taken"
  }

  # It keeps what it should.
  assert {
    condition     = alltrue([for repository in aws_ecr_repository.main : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "images are scanned, tags never move"
  }
  assert {
    condition     = length(aws_eks_cluster.main.enabled_cluster_log_types) == 5 && aws_cloudwatch_log_group.cluster.retention_in_days == 365
    error_message = "a year of control-plane logs"
  }
  assert {
    condition     = aws_flow_log.main.traffic_type == "ALL"
    error_message = "all flows"
  }
  assert {
    condition     = aws_eks_cluster.main.access_config[0].authentication_mode == "API" && !aws_eks_cluster.main.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "access entries only"
  }
}

run "with_a_zone_tls_ends_at_the_load_balancer" {
  command = apply
  variables {
    domain          = "fib.example.com"
    route53_zone_id = "Z0123456789ABC"
  }
  override_resource {
    target = aws_acm_certificate.main
    values = {
      arn = "arn:aws:acm:eu-central-1:123456789012:certificate/some"
      domain_validation_options = [
        { domain_name = "fib.example.com", resource_record_name = "_a.fib.example.com", resource_record_type = "CNAME", resource_record_value = "_b" },
        { domain_name = "*.fib.example.com", resource_record_name = "_a.fib.example.com", resource_record_type = "CNAME", resource_record_value = "_b" },
        { domain_name = "*.fibonacci.fib.example.com", resource_record_name = "_c.fibonacci.fib.example.com", resource_record_type = "CNAME", resource_record_value = "_d" },
      ]
    }
  }

  assert {
    condition     = aws_acm_certificate.main[0].domain_name == "fib.example.com" && aws_acm_certificate.main[0].subject_alternative_names == toset(["*.fib.example.com", "*.fibonacci.fib.example.com"])
    error_message = "the domain, and fleets in the namespaces known by name"
  }
  assert {
    condition     = length(aws_route53_record.validation) == 2 && keys(aws_route53_record.main) == ["*.fib.example.com", "*.fibonacci.fib.example.com", "fib.example.com"]
    error_message = "a record for each name of the certificate"
  }
  assert {
    condition     = aws_lb_listener.main["https"].protocol == "TLS" && aws_lb_listener.main["http"].protocol == "TCP"
    error_message = "TLS on 443 alone"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.domain == "fib.example.com"
    error_message = output.helm_values
  }
  assert {
    condition     = strcontains(output.next_steps, "curl https://production.fibonacci.fib.example.com/fibonacci/100")
    error_message = output.next_steps
  }
}

run "without_a_zone_certificates_are_the_users" {
  command = apply
  variables {
    domain = "fib.example.com"
  }

  assert {
    condition     = length(aws_acm_certificate.main) == 0 && aws_lb_listener.main["https"].protocol == "TCP"
    error_message = "TLS is passed through"
  }
  assert {
    condition     = yamldecode(output.helm_values).ingress.domain == "fib.example.com" && !yamldecode(output.ingress_values).controller.allowEmptyIngressHost
    error_message = output.helm_values
  }
}

run "github_gets_two_roles" {
  command = apply
  variables {
    github_repository    = "fibonacci-run/operator"
    github_owner_id      = "4711"
    github_repository_id = "815"
  }

  assert {
    condition     = toset(local.github_trust.deploy) == toset(["repo:fibonacci-run/operator:environment:production", "repo:fibonacci-run@4711/operator@815:environment:production"])
    error_message = jsonencode(local.github_trust)
  }
  assert {
    condition = toset(local.github_trust.plan) == toset([
      "repo:fibonacci-run/operator:pull_request", "repo:fibonacci-run@4711/operator@815:pull_request",
      "repo:fibonacci-run/operator:ref:refs/heads/main", "repo:fibonacci-run@4711/operator@815:ref:refs/heads/main",
    ])
    error_message = jsonencode(local.github_trust)
  }
  assert {
    condition     = contains(keys(aws_eks_access_entry.admin), "github-deploy")
    error_message = "the deploy role runs Helm"
  }
  assert {
    condition = alltrue([for role in [
      aws_iam_role.cluster, aws_iam_role.nodes, aws_iam_role.flow_logs, aws_iam_role.fleet, aws_iam_role.autoscaler,
      aws_iam_role.database_monitoring, aws_iam_role.addon["vpc-cni"]
    ] : role.permissions_boundary == aws_iam_policy.boundary[0].arn])
    error_message = "every role that the deploy role makes is within the boundary"
  }
  assert {
    condition     = output.github_plan_role_arn != null && output.github_deploy_role_arn != null
    error_message = "their names are told"
  }
}

run "github_without_numbers_is_the_older_form" {
  command = plan
  variables {
    github_repository = "fibonacci-run/operator"
  }

  assert {
    condition     = local.github_trust.deploy == ["repo:fibonacci-run/operator:environment:production"]
    error_message = jsonencode(local.github_trust)
  }
}
