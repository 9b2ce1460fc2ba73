variable "region" {
  description = "AWS region of the state; the same as of the environments."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is \"${var.region}\": write one like eu-central-1."
  }
}

variable "github_oidc_provider" {
  description = "Makes the account's identity provider for GitHub Actions. Set it to false where the account already has one: there can be only one."
  type        = bool
  default     = true
}

variable "allow_destroy" {
  description = "Lets `terraform destroy` delete the bucket with all states in it, and the table. Apply with true first."
  type        = bool
  default     = false
}
