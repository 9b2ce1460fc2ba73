package run.fibonacci.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints the tables: `Model INPUTS [DOCUMENT]`. With a document, writes them into it instead.
public final class Model {
  private Model() {}

  /// Begins here.
  public static void main(String[] args) throws IOException {
    var inputs = Inputs.read(Path.of(args[0]));
    inputs.check();
    var tables = tables(inputs);
    if (args.length == 1) {
      tables.forEach((name, table) -> System.out.println("## " + name + "\n\n" + table));
      return;
    }
    var document = Path.of(args[1]);
    Files.writeString(document, Document.with(Files.readString(document), tables));
  }

  /// All tables of the document, by name.
  static Map<String, String> tables(Inputs inputs) {
    var tables = new LinkedHashMap<>(new Tables(inputs).all());
    tables.putAll(new SimulatedTables(inputs).all());
    return tables;
  }
}
