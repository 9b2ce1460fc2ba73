"""EC2: what it forgets or mixes up, which Terraform would want to put right for ever."""

from moto.ec2.models.nat_gateways import NatGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.launch_templates import LaunchTemplates

from .amend import amends

# The description of a rule that names a group is sent beside the group's id, and moto only looks
# beside networks.
SecurityGroupRule.description = property(
    lambda rule: rule.ip_range.get("Description") or rule.source_group.get("Description")
)


@amends(LaunchTemplates)
def create_launch_template(original, self):
    # moto adds the template's own tags to those for instances.
    result = original(self)
    template = self.ec2_backend.get_launch_template(
        result.result["LaunchTemplate"]["LaunchTemplateId"]
    )
    data = template.default_version().data
    data["TagSpecifications"] = [
        tags
        for tags in data.get("TagSpecifications", [])
        if tags["ResourceType"] != "launch-template"
    ]
    return result


@amends(NatGatewayBackend)
def delete_nat_gateway(original, self, nat_gateway_id):
    # moto leaves the network interface that it made for the gateway.
    gateway = original(self, nat_gateway_id)
    self.delete_network_interface(gateway._eni.id)
    return gateway
