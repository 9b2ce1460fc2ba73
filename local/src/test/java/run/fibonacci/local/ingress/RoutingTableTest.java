package run.fibonacci.local.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;

final class RoutingTableTest {
  private static final List<Ingress> INGRESSES =
      Yaml.read(
"""
              items:
              - metadata: {name: younger, namespace: shop, creationTimestamp: 2026-01-02T00:00:00Z}
                spec:
                  rules:
                  - host: fib.example.com
                    http:
                      paths:
                      - path: /
                        pathType: Prefix
                        backend: {service: {name: late, port: {number: 80}}}
              - metadata: {name: older, namespace: shop, creationTimestamp: 2026-01-01T00:00:00Z}
                spec:
                  defaultBackend: {service: {name: rest, port: {number: 80}}}
                  rules:
                  - host: fib.example.com
                    http:
                      paths:
                      - path: /
                        pathType: Prefix
                        backend: {service: {name: root, port: {number: 80}}}
                      - path: /api/
                        pathType: Prefix
                        backend: {service: {name: api, port: {name: http}}}
                      - path: /api/v2
                        pathType: ImplementationSpecific
                        backend: {service: {name: v2, port: {number: 80}}}
                      - path: /api/exact
                        pathType: Exact
                        backend: {service: {name: exact, port: {number: 80}}}
                  - host: only.example.com
                    http:
                      paths:
                      - path: /a
                        pathType: Prefix
                        backend: {service: {name: a, port: {number: 80}}}
                  - host: "*.example.com"
                    http:
                      paths:
                      - path: /
                        pathType: Prefix
                        backend: {service: {name: wild, port: {number: 80}}}
                  - http:
                      paths:
                      - path: /any
                        pathType: Prefix
                        backend: {service: {name: any, port: {number: 80}}}
""",
              IngressList.class)
          .getItems();

  @ParameterizedTest
  @CsvSource({
    "fib.example.com,/,root",
    "fib.example.com:8080,/,root",
    "FIB.example.com,/x/y,root",
    "fib.example.com,/api,api",
    "fib.example.com,/api/,api",
    "fib.example.com,/api/v1,api",
    "fib.example.com,/apiary,root",
    "fib.example.com,/api/v2,v2",
    "fib.example.com,/api/v2/x,v2",
    "fib.example.com,/api/exact,exact",
    "fib.example.com,/api/exact/,api",
    "only.example.com,/a,a",
    "other.example.com,/,wild",
    "a.b.example.com,/,rest",
    "example.com,/,rest",
    "example.com,/any/thing,any",
    "'',/,rest",
    "127.0.0.1:8080,/any,any"
  })
  void theBestRuleWins(String host, String path, String service) {
    assertThat(RoutingTable.of(INGRESSES).match(host, path))
        .map(Backend::service)
        .hasValue(service);
  }

  @Test
  void aHostThatIsNamedIsNotServedByRulesForOtherHosts() {
    assertThat(RoutingTable.of(INGRESSES).match("only.example.com", "/b")).isEmpty();
  }
}
