# Once per account, by an administrator: where the state lives, and GitHub's door. Its own state
# stays a local file.
terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Project   = "fibonacci"
      ManagedBy = "terraform"
    }
  }
}
