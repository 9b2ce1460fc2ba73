package run.fibonacci.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Prints the tables: `Model INPUTS [DOCUMENT]`. With a document, writes them into it instead.
public final class Model {
  private Model() {}

  /// Begins here.
  public static void main(String[] args) throws IOException {
    var inputs = Inputs.read(Path.of(args[0]));
    inputs.check();
    var tables = new Tables(inputs).all();
    if (args.length == 1) {
      tables.forEach((name, table) -> System.out.println("## " + name + "\n\n" + table));
      return;
    }
    var document = Path.of(args[1]);
    Files.writeString(document, Document.with(Files.readString(document), tables));
  }
}
