package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;

/// The name of a child is taken by an object that somebody else made. It is left untouched.
public final class NameConflictException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NameConflictException(HasMetadata foreign) {
    super(
        "%s %s exists and is not managed by this operator%s: delete it, or give the FibonacciService another name"
            .formatted(foreign.getKind(), foreign.getMetadata().getName(), maker(foreign)));
  }

  private static String maker(HasMetadata foreign) {
    return foreign.getMetadata().getManagedFields().stream()
        .findFirst()
        .map(entry -> " (made by " + entry.getManager() + ")")
        .orElse("");
  }
}
