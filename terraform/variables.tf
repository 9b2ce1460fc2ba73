variable "environment" {
  description = "dev or production. It is also the workspace's name."
  type        = string

  validation {
    condition     = contains(["dev", "production"], var.environment)
    error_message = "The environment is \"${var.environment}\": write dev or production."
  }
  # Holds for destroy too: the wrong pair would take down the other environment.
  validation {
    condition     = terraform.workspace == var.environment
    error_message = "These variables are for ${var.environment}, but the workspace is ${terraform.workspace}. Type: terraform workspace select -or-create ${var.environment}"
  }
}

variable "region" {
  description = "AWS region of everything, the state bucket included."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is \"${var.region}\": write one like eu-central-1."
  }
}

# --- network

variable "vpc_cidr" {
  description = "Addresses of the VPC, /16 to /20. Every pod takes one."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0)) && try(cidrhost(var.vpc_cidr, 0) == split("/", var.vpc_cidr)[0], false) && try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 20, false)
    error_message = "vpc_cidr is \"${var.vpc_cidr}\": write a network of /16 to /20, such as 10.20.0.0/16."
  }
}

variable "single_nat_gateway" {
  description = "One NAT gateway for all zones instead of one for each: saves about $83 a month, and an outage of its zone cuts the others off the internet."
  type        = bool
  default     = false
}

variable "flow_log_traffic" {
  description = "What the VPC's flow logs record: ALL, ACCEPT or REJECT. Each GB costs $0.63."
  type        = string
  default     = "ALL"

  validation {
    condition     = contains(["ALL", "ACCEPT", "REJECT"], var.flow_log_traffic)
    error_message = "flow_log_traffic is \"${var.flow_log_traffic}\": write ALL, ACCEPT or REJECT."
  }
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps logs."
  type        = number
  default     = 365

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is ${var.log_retention_days}: CloudWatch knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 and some longer ones."
  }
}

variable "ingress_cidrs" {
  description = "Networks that may call the load balancer."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.ingress_cidrs) > 0 && alltrue([for cidr in var.ingress_cidrs : can(cidrhost(cidr, 0)) && !strcontains(cidr, ":")])
    error_message = "ingress_cidrs is ${jsonencode(var.ingress_cidrs)}: write IPv4 networks, such as [\"0.0.0.0/0\"] for everyone."
  }
}

variable "domain" {
  description = "Fleets that name no host answer at NAME.NAMESPACE.DOMAIN. Empty: at the load balancer's own name."
  type        = string
  default     = ""

  validation {
    condition     = var.domain == "" || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "The domain is \"${var.domain}\": write one like fib.example.com, without https:// and in small letters."
  }
}

variable "route53_zone_id" {
  description = "Hosted zone of the domain. With it come a certificate, its renewal, and DNS records. Empty: point the domain at `ingress_hostname` yourself and bring certificates in Secrets."
  type        = string
  default     = ""

  validation {
    condition     = var.route53_zone_id == "" || can(regex("^Z[A-Z0-9]{5,31}$", var.route53_zone_id))
    error_message = "route53_zone_id is \"${var.route53_zone_id}\": write an id like Z0123456789ABCDEFGHIJ, as `aws route53 list-hosted-zones` shows it after /hostedzone/."
  }
  validation {
    condition     = var.route53_zone_id == "" || var.domain != ""
    error_message = "route53_zone_id without a domain: set domain too, a name inside that zone."
  }
}

# --- cluster

variable "kubernetes_version" {
  description = "Kubernetes of the cluster, its nodes and add-ons. Go up one minor version at a time."
  type        = string
  default     = "1.35"

  validation {
    condition     = can(regex("^1\\.(3[5-9]|[4-9][0-9])$", var.kubernetes_version))
    error_message = "kubernetes_version is \"${var.kubernetes_version}\": write \"1.35\" or newer, without a patch number. Older ones are out of standard support."
  }
}

variable "cluster_admins" {
  description = "IAM roles or users that administer the cluster, by a name of your choice. Nobody else gets in, whoever applies included."
  type        = map(string)

  validation {
    condition     = length(var.cluster_admins) > 0
    error_message = "cluster_admins is empty, so nobody could get into the cluster: write { me = \"arn:aws:iam::ACCOUNT:role/ROLE\" }."
  }
  validation {
    condition     = alltrue([for arn in values(var.cluster_admins) : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[^*]+$", arn))])
    error_message = "cluster_admins is ${jsonencode(var.cluster_admins)}: write ARNs of roles or users, such as arn:aws:iam::123456789012:role/admin. For an assumed-role ARN of `aws sts get-caller-identity` take the role's own, from `aws iam get-role`."
  }
  validation {
    condition     = !contains(keys(var.cluster_admins), "github-deploy")
    error_message = "cluster_admins has a github-deploy: that one is made when github_repository is set, remove it."
  }
}

variable "public_access_cidrs" {
  description = "Networks that reach the Kubernetes API from outside the VPC. Empty: none, and kubectl and CI need a place inside."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.public_access_cidrs : can(cidrhost(cidr, 0)) && !strcontains(cidr, ":")])
    error_message = "public_access_cidrs is ${jsonencode(var.public_access_cidrs)}: write IPv4 networks, such as [\"203.0.113.0/24\"]."
  }
}

variable "cluster_log_types" {
  description = "Control-plane logs to keep. audit is the large one."
  type        = set(string)
  default     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]

  validation {
    condition     = length(setsubtract(var.cluster_log_types, ["api", "audit", "authenticator", "controllerManager", "scheduler"])) == 0
    error_message = "cluster_log_types is ${jsonencode(var.cluster_log_types)}: write some of api, audit, authenticator, controllerManager, scheduler."
  }
}

variable "ebs_csi_driver" {
  description = "Installs the driver for PersistentVolumes. Nothing of this project needs one."
  type        = bool
  default     = false
}

# --- nodes

variable "node_architecture" {
  description = "arm64 or amd64; the instance types must match."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "amd64"], var.node_architecture)
    error_message = "node_architecture is \"${var.node_architecture}\": write arm64 or amd64."
  }
}

variable "node_instance_types" {
  description = "Instance types of the nodes. Several of the same size help SPOT to find capacity."
  type        = list(string)
  default     = ["t4g.medium"]

  validation {
    condition     = length(var.node_instance_types) > 0 && alltrue([for type in var.node_instance_types : can(regex("^[a-z0-9-]+\\.[a-z0-9-]+$", type))])
    error_message = "node_instance_types is ${jsonencode(var.node_instance_types)}: write types such as [\"m8g.large\"]."
  }
  # Graviton's names have a g after the generation; a wrong one fails only after the cluster is up.
  validation {
    condition     = alltrue([for type in var.node_instance_types : can(regex("^(a1|[a-z]+[0-9]+g[a-z]*)\\.", type)) == (var.node_architecture == "arm64")])
    error_message = "node_instance_types ${jsonencode(var.node_instance_types)} does not fit node_architecture ${var.node_architecture}: arm64 has a g after the generation (m8g.large), amd64 has none (m7i.large)."
  }
}

variable "node_capacity_type" {
  description = "ON_DEMAND, or SPOT at about a third of the price with two minutes' notice."
  type        = string
  default     = "ON_DEMAND"

  validation {
    condition     = contains(["ON_DEMAND", "SPOT"], var.node_capacity_type)
    error_message = "node_capacity_type is \"${var.node_capacity_type}\": write ON_DEMAND or SPOT."
  }
}

variable "node_scaling" {
  description = "Number of nodes. desired counts at creation only; afterwards it is the cluster autoscaler's."
  type        = object({ min = number, max = number, desired = number })
  default     = { min = 2, max = 4, desired = 2 }

  validation {
    condition     = var.node_scaling.min >= 1 && var.node_scaling.min <= var.node_scaling.desired && var.node_scaling.desired <= var.node_scaling.max
    error_message = "node_scaling is ${jsonencode(var.node_scaling)}: it must be that 1 <= min <= desired <= max."
  }
}

variable "node_disk_gib" {
  description = "Disk of each node for images and pods, in GiB."
  type        = number
  default     = 20

  validation {
    condition     = var.node_disk_gib >= 20 && var.node_disk_gib <= 1000
    error_message = "node_disk_gib is ${var.node_disk_gib}: write 20 to 1000."
  }
}

# --- database

variable "database_version" {
  description = "PostgreSQL's major version. Minor ones come by themselves."
  type        = string
  default     = "18"

  validation {
    condition     = can(regex("^(1[6-9]|[2-9][0-9])$", var.database_version))
    error_message = "database_version is \"${var.database_version}\": write a major version, 16 or newer, such as \"18\"."
  }
}

variable "database_instance_class" {
  description = "Instance class of the database."
  type        = string
  default     = "db.t4g.micro"

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.database_instance_class))
    error_message = "database_instance_class is \"${var.database_instance_class}\": write one like db.t4g.micro."
  }
}

variable "database_storage_gib" {
  description = "Disk of the database in GiB: at first, and how far it may grow by itself."
  type        = object({ initial = number, max = number })
  default     = { initial = 20, max = 100 }

  validation {
    condition     = var.database_storage_gib.initial >= 20 && var.database_storage_gib.initial * 1.1 <= var.database_storage_gib.max
    error_message = "database_storage_gib is ${jsonencode(var.database_storage_gib)}: initial must be 20 or more, and max at least a tenth more than that."
  }
}

variable "database_multi_az" {
  description = "A standby in another zone, which takes over within a minute or two. Doubles the database's price."
  type        = bool
  default     = false
}

variable "database_backup_days" {
  description = "Days back to which the database can be restored, to the second."
  type        = number
  default     = 7

  validation {
    condition     = var.database_backup_days >= 1 && var.database_backup_days <= 35
    error_message = "database_backup_days is ${var.database_backup_days}: write 1 to 35."
  }
}

variable "database_username" {
  description = "Database user that fleets log in as, with IAM tokens."
  type        = string
  default     = "fibonacci"

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_]{0,62}$", var.database_username)) && !contains(["postgres", "rdsadmin", "rds_iam"], var.database_username)
    error_message = "database_username is \"${var.database_username}\": write small letters, digits and underscores, and none of postgres, rdsadmin, rds_iam."
  }
}

variable "fleet_namespaces" {
  description = "Namespaces whose pods may log in to the database. A * at the end stands for anything."
  type        = list(string)
  default     = ["fibonacci", "fibonacci-*"]

  validation {
    condition     = length(var.fleet_namespaces) > 0 && alltrue([for pattern in var.fleet_namespaces : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9*])?$", pattern))])
    error_message = "fleet_namespaces is ${jsonencode(var.fleet_namespaces)}: write names, or beginnings of names with a * after them, such as [\"fibonacci\", \"fibonacci-*\"]. A lone * would let every pod of the cluster in."
  }
}

# --- safety

variable "deletion_protection" {
  description = "Refuses to delete the database, the load balancer and repositories that hold images."
  type        = bool
  default     = true
}

variable "final_snapshot" {
  description = "Takes a last snapshot when the database is deleted."
  type        = bool
  default     = true
}

# --- GitHub Actions

variable "github_repository" {
  description = "OWNER/REPOSITORY whose workflows plan and deploy. Empty: none, and no roles for them."
  type        = string
  default     = ""

  validation {
    condition     = var.github_repository == "" || can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository is \"${var.github_repository}\": write OWNER/REPOSITORY."
  }
}

variable "github_owner_id" {
  description = "Number of the owner, from `gh api repos/OWNER/REPOSITORY --jq .owner.id`. Repositories made or renamed since July 2026 need it: their tokens carry numbers beside the names."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^[0-9]*$", var.github_owner_id)) && (var.github_owner_id == "") == (var.github_repository_id == "")
    error_message = "github_owner_id is \"${var.github_owner_id}\" and github_repository_id \"${var.github_repository_id}\": write both numbers, or neither."
  }
}

variable "github_repository_id" {
  description = "Number of the repository, from `gh api repos/OWNER/REPOSITORY --jq .id`."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^[0-9]*$", var.github_repository_id)) && (var.github_repository_id == "" || var.github_repository != "")
    error_message = "github_repository_id is \"${var.github_repository_id}\": write a number, and github_repository beside it."
  }
}
