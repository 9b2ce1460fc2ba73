package run.fibonacci.operator.connection;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Has equal parts of what is read from the API server be one object: thousands of children differ
/// in little more than their names, and most of each is an account of who owns which field. What is
/// read must not be changed therefore, but copied.
final class SharedParts extends SimpleModule {

  private static final Set<String> PACKAGES =
      Set.of("io.fabric8.kubernetes.api.model", "run.fibonacci.api.v1");

  private final transient LatelySeen seen = new LatelySeen();

  SharedParts() {
    addDeserializer(String.class, new Shared(StringDeserializer.instance, seen).ofStrings());
    setDeserializerModifier(
        new BeanDeserializerModifier() {
          @Override
          public JsonDeserializer<?> modifyDeserializer(
              DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
            return isPart(bean.getBeanClass()) ? new Shared(reader, seen) : reader;
          }
        });
  }

  /// Whole objects and their metadata are never equal.
  private static boolean isPart(Class<?> type) {
    return PACKAGES.stream().anyMatch(type.getPackageName()::startsWith)
        && !HasMetadata.class.isAssignableFrom(type)
        && type != ObjectMeta.class;
  }

  /// The values that were read last, one for each hash: bounded, and what many objects have stays.
  private static final class LatelySeen {

    private static final int SIZE = 1 << 12;

    private final AtomicReferenceArray<Object> values = new AtomicReferenceArray<>(SIZE);

    Object same(Object value) {
      var hash = value.hashCode() * 0x9E3779B9;
      var place = hash >>> 20;
      var before = values.get(place);
      if (before != null && before.getClass() == value.getClass() && before.equals(value)) {
        return before;
      }
      values.set(place, value);
      return value;
    }
  }

  private static final class Shared extends DelegatingDeserializer {

    private final transient LatelySeen seen;

    Shared(JsonDeserializer<?> reader, LatelySeen seen) {
      super(reader);
      this.seen = seen;
    }

    /// The library does not know that a reader which wraps one of strings is one, too.
    @SuppressWarnings("unchecked")
    JsonDeserializer<String> ofStrings() {
      return (JsonDeserializer<String>) (JsonDeserializer<?>) this;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new Shared(reader, seen);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var value = super.deserialize(parser, context);
      if (value instanceof FieldsV1 fields) {
        shareBelow(fields.getAdditionalProperties());
      }
      return value == null ? value : seen.same(value);
    }

    /// Of an account of fields, the upper levels hold the owner's uid, and are never equal.
    private void shareBelow(Map<?, Object> fields) {
      fields.replaceAll((name, value) -> {
        if (value instanceof Map<?, ?> below) {
          shareBelow((Map<?, Object>) below);
        }
        return seen.same(value);
      });
    }
  }
}
