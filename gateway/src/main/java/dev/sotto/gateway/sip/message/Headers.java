package dev.sotto.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The header fields of one message in their order, a value per line as received. */
public record Headers(List<Header> fields) {
    public Headers {
        fields = List.copyOf(fields);
    }

    /** First line of that name, or null. */
    @Nullable
    public String first(String name) {
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    public boolean has(String name) {
        return first(name) != null;
    }

    /** Every line of that name, unsplit. */
    public List<String> lines(String name) {
        List<String> lines = new ArrayList<>(2);
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                lines.add(field.value());
            }
        }
        return lines;
    }

    /** Every value of that name, lines split at the commas that separate values (RFC 3261, 7.3.1). */
    public List<String> values(String name) throws SipSyntaxException {
        List<String> values = new ArrayList<>(2);
        for (String line : lines(name)) {
            values.addAll(Lexer.split(line));
        }
        return values;
    }

    public static Headers of(Consumer<Builder> content) {
        Builder builder = new Builder();
        content.accept(builder);
        return builder.build();
    }

    /** Gathers header fields; one owner, then {@link #build()}. */
    public static final class Builder {
        private final List<Header> fields = new ArrayList<>(16);

        public Builder add(String name, @Nullable String value) {
            if (value != null) {
                fields.add(new Header(name, value));
            }
            return this;
        }

        public Builder addAll(String name, Iterable<String> values) {
            for (String value : values) {
                add(name, value);
            }
            return this;
        }

        public int size() {
            return fields.size();
        }

        public Headers build() {
            return new Headers(fields);
        }
    }
}
