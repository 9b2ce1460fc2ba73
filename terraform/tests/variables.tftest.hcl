# Each wrong value is refused by the variable that it is written to; several in a run, for each run
# costs seconds. The workspace must be dev.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  environment    = "dev"
  cluster_admins = { admin = "arn:aws:iam::123456789012:role/admin" }
}

run "wrong_kinds" {
  command = plan
  variables {
    environment             = "staging"
    region                  = "Frankfurt"
    vpc_cidr                = "ten"
    flow_log_traffic        = "NONE"
    log_retention_days      = 42
    ingress_cidrs           = ["everyone"]
    domain                  = "https://fib.example.com"
    kubernetes_version      = "1.35.4"
    cluster_admins          = { me = "arn:aws:iam::123456789012:root" }
    public_access_cidrs     = ["home"]
    cluster_log_types       = ["audits"]
    node_architecture       = "riscv"
    node_capacity_type      = "CHEAP"
    node_scaling            = { min = 0, max = 1, desired = 0 }
    node_disk_gib           = 10
    database_version        = "18.1"
    database_instance_class = "t4g.micro"
    database_storage_gib    = { initial = 10, max = 100 }
    database_backup_days    = 0
    database_username       = "Fibonacci"
    fleet_namespaces        = ["*"]
    github_repository       = "https://github.com/fibonacci-run/operator"
  }

  expect_failures = [
    var.environment,
    var.region,
    var.vpc_cidr,
    var.flow_log_traffic,
    var.log_retention_days,
    var.ingress_cidrs,
    var.domain,
    var.kubernetes_version,
    var.cluster_admins,
    var.public_access_cidrs,
    var.cluster_log_types,
    var.node_architecture,
    var.node_capacity_type,
    var.node_scaling,
    var.node_disk_gib,
    var.database_version,
    var.database_instance_class,
    var.database_storage_gib,
    var.database_backup_days,
    var.database_username,
    var.fleet_namespaces,
    var.github_repository,
  ]
}

run "wrong_kinds_beside_right_ones" {
  command = plan
  variables {
    domain               = "fib.example.com"
    route53_zone_id      = "example.com"
    node_instance_types  = ["large"]
    github_repository    = "fibonacci-run/operator"
    github_owner_id      = "fibonacci-run"
    github_repository_id = "815"
  }

  expect_failures = [
    var.route53_zone_id,
    var.node_instance_types,
    var.github_owner_id,
  ]
}

run "out_of_bounds" {
  command = plan
  variables {
    environment          = "production"
    vpc_cidr             = "10.0.0.0/8"
    ingress_cidrs        = []
    domain               = "localhost"
    kubernetes_version   = "1.34"
    cluster_admins       = {}
    node_instance_types  = []
    node_scaling         = { min = 2, max = 4, desired = 1 }
    node_disk_gib        = 1001
    database_version     = "15"
    database_storage_gib = { initial = 100, max = 100 }
    database_backup_days = 36
    database_username    = "postgres"
    fleet_namespaces     = []
  }

  expect_failures = [
    var.environment,
    var.vpc_cidr,
    var.ingress_cidrs,
    var.domain,
    var.kubernetes_version,
    var.cluster_admins,
    var.node_instance_types,
    var.node_scaling,
    var.node_disk_gib,
    var.database_version,
    var.database_storage_gib,
    var.database_backup_days,
    var.database_username,
    var.fleet_namespaces,
  ]
}

run "at_odds_with_another" {
  command = plan
  variables {
    vpc_cidr            = "10.20.30.40/16"
    ingress_cidrs       = ["::/0"]
    public_access_cidrs = ["::/0"]
    route53_zone_id     = "Z0123456789ABC"
    cluster_admins      = { github-deploy = "arn:aws:iam::123456789012:role/admin" }
    node_instance_types = ["m7i.large"]
    node_scaling        = { min = 2, max = 4, desired = 5 }
    fleet_namespaces    = ["fib*nacci"]
    github_owner_id     = "4711"
  }

  expect_failures = [
    var.vpc_cidr,
    var.ingress_cidrs,
    var.public_access_cidrs,
    var.route53_zone_id,
    var.cluster_admins,
    var.node_instance_types,
    var.node_scaling,
    var.fleet_namespaces,
    var.github_owner_id,
  ]
}

run "other_forms_of_the_same" {
  command = plan
  variables {
    vpc_cidr             = "10.0.0.0/21"
    cluster_admins       = { me = "arn:aws:sts::123456789012:assumed-role/admin/me" }
    github_owner_id      = "4711"
    github_repository_id = "operator"
    github_repository    = "fibonacci-run/operator"
  }

  expect_failures = [
    var.vpc_cidr,
    var.cluster_admins,
    var.github_repository_id,
  ]
}

run "everyone_is_no_admin" {
  command = plan
  variables {
    cluster_admins = { all = "arn:aws:iam::123456789012:role/*" }
  }

  expect_failures = [
    var.cluster_admins,
  ]
}

run "admin_of_another_account" {
  command = plan
  variables {
    cluster_admins = { me = "arn:aws:iam::210987654321:role/admin" }
  }

  expect_failures = [data.aws_caller_identity.current]
}

run "region_without_three_zones" {
  command = plan
  override_data {
    target = data.aws_availability_zones.available
    values = { names = ["eu-central-1a", "eu-central-1b"] }
  }

  expect_failures = [data.aws_availability_zones.available]
}
