# With config/dev.tfvars, in the workspace dev: ../check sees to both.

mock_provider "aws" {
  source = "./tests/mocks"
}

run "is_cheap_and_closed" {
  command = plan

  # It costs little, and can be thrown away.
  assert {
    condition     = length(aws_nat_gateway.main) == 1
    error_message = "one NAT gateway"
  }
  assert {
    condition     = length(aws_route.private) == 3
    error_message = "every private subnet has a way out"
  }
  assert {
    condition     = !aws_db_instance.main.multi_az && aws_db_instance.main.instance_class == "db.t4g.micro"
    error_message = "the smallest database"
  }
  assert {
    condition     = !aws_db_instance.main.deletion_protection && aws_db_instance.main.skip_final_snapshot && !aws_lb.main.enable_deletion_protection
    error_message = "can be thrown away at once"
  }

  # It has nothing that it was not asked for.
  assert {
    condition     = length(aws_acm_certificate.main) + length(aws_route53_record.main) + length(aws_iam_role.github_plan) + length(aws_iam_role.github_deploy) == 0
    error_message = "no certificate, no DNS records, no roles for GitHub"
  }
  assert {
    condition     = keys(aws_eks_addon.after_nodes) == ["coredns", "metrics-server"]
    error_message = "no driver for volumes"
  }

  # Subnets are nine, and distinct.
  assert {
    condition = length(distinct(concat(
      [for subnet in aws_subnet.public : subnet.cidr_block],
      [for subnet in aws_subnet.private : subnet.cidr_block],
      [for subnet in aws_subnet.database : subnet.cidr_block],
    ))) == 9
    error_message = "three kinds in three zones"
  }
  assert {
    condition     = keys(aws_subnet.private) == ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    error_message = "the first three zones by name"
  }

  # Nodes are locked down.
  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_tokens == "required" && aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "IMDSv2 only, and not for pods"
  }
  assert {
    condition     = alltrue([for device in aws_launch_template.nodes.block_device_mappings : device.ebs[0].encrypted == "true"])
    error_message = "disks are encrypted"
  }
  assert {
    condition     = aws_eks_node_group.main.ami_type == "BOTTLEROCKET_ARM_64"
    error_message = "arm64"
  }

  # The database wants TLS and tokens.
  assert {
    condition     = [for parameter in aws_db_parameter_group.main.parameter : parameter.value if parameter.name == "rds.force_ssl"] == ["1"]
    error_message = "TLS is forced"
  }
  assert {
    condition     = aws_db_instance.main.iam_database_authentication_enabled && aws_db_instance.main.manage_master_user_password && !aws_db_instance.main.publicly_accessible
    error_message = "IAM tokens, a master password that nobody chose, no public address"
  }
}

run "can_be_small_private_and_amd64" {
  command = plan
  variables {
    vpc_cidr            = "10.0.0.0/20"
    public_access_cidrs = []
    node_architecture   = "amd64"
    node_instance_types = ["m7i.large"]
  }

  assert {
    condition     = aws_subnet.database["eu-central-1c"].cidr_block == "10.0.7.128/26"
    error_message = "nine subnets in a /20"
  }

  assert {
    condition     = aws_eks_node_group.main.ami_type == "BOTTLEROCKET_x86_64"
    error_message = "amd64"
  }

  assert {
    condition     = aws_eks_cluster.main.vpc_config[0].endpoint_private_access && !aws_eks_cluster.main.vpc_config[0].endpoint_public_access
    error_message = "without networks the Kubernetes API is private"
  }
}

run "tells_the_next_step" {
  command = apply

  # Without a domain the load balancer passes TLS through.
  assert {
    condition     = aws_lb_listener.main["https"].protocol == "TCP" && aws_lb_target_group.main["https"].port == 30443
    error_message = "443 goes to the controller's HTTPS port"
  }

  assert {
    condition     = alltrue([for group in aws_lb_target_group.main : group.proxy_protocol_v2])
    error_message = "the caller's address arrives"
  }

  assert {
    condition     = yamldecode(output.ingress_values).controller.allowEmptyIngressHost && !can(yamldecode(output.ingress_values).controller.config.entries["redirect-to-https"]) && yamldecode(output.ingress_values).controller.config.entries["ssl-redirect"] == "False"
    error_message = "fleets answer at the load balancer's name, over HTTP too"
  }

  assert {
    condition     = !can(yamldecode(output.helm_values).ingress.domain)
    error_message = "no domain"
  }

  # The outputs are the next step.
  assert {
    condition     = output.kubeconfig_command == "aws eks update-kubeconfig --region eu-central-1 --name fibonacci-dev"
    error_message = output.kubeconfig_command
  }

  assert {
    condition = yamldecode(output.helm_values).database == {
      host    = output.database_endpoint
      port    = 5432
      name    = "fibonacci"
      sslMode = "verify-full"
      iam     = { region = "eu-central-1", username = "fibonacci", roleArn = output.fleet_role_arn }
    }
    error_message = output.helm_values
  }

  assert {
    condition     = yamldecode(output.helm_values).image.repository == output.ecr_repository_urls["operator"] && yamldecode(output.helm_values).serviceImage.repository == output.ecr_repository_urls["fib-service"]
    error_message = output.helm_values
  }

  assert {
    condition     = yamldecode(output.ingress_values).controller.service.httpPort.nodePort == aws_lb_target_group.main["http"].port && yamldecode(output.ingress_values).controller.service.httpsPort.nodePort == aws_lb_target_group.main["https"].port
    error_message = "the controller listens where the load balancer calls"
  }

  assert {
    condition     = alltrue([for text in [output.kubeconfig_command, output.database_endpoint, output.database_master_secret_arn, output.ecr_repository_urls["operator"], "http://${output.ingress_hostname}/"] : strcontains(output.next_steps, text)])
    error_message = output.next_steps
  }

  assert {
    condition     = output.github_plan_role_arn == null && output.github_deploy_role_arn == null
    error_message = "no roles for GitHub"
  }
}

run "fleets_of_any_namespace_named_so_get_in" {
  command = plan
  variables {
    fleet_namespaces  = ["numbers", "team-*"]
    database_username = "numbers"
  }
  override_resource {
    target          = aws_eks_cluster.main
    values          = { identity = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/ABC" }] }] }
    override_during = plan
  }

  assert {
    condition = contains([
      for condition in data.aws_iam_policy_document.fleet_trust.statement[0].condition : condition.values if condition.test == "StringLike"
    ], tolist(["system:serviceaccount:numbers:*", "system:serviceaccount:team-*:*"]))
    error_message = "trust is limited to the namespaces"
  }
}
