package dev.sotto.gateway.sip.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters behind a header value, in order and with values as written (quotes kept). */
public record Params(List<Param> list) {
    public static final Params NONE = new Params(List.of());

    /** A parameter; null value: a bare name, as in {@code ;lr}. */
    public record Param(String name, @Nullable String value) {}

    public Params {
        list = List.copyOf(list);
    }

    /** Reads {@code *(; name [= value])} up to the end. */
    public static Params parse(Lexer lexer) throws SipSyntaxException {
        if (lexer.skipSpace().atEnd()) {
            return NONE;
        }
        List<Param> list = new ArrayList<>(4);
        while (!lexer.skipSpace().atEnd()) {
            lexer.expect(';');
            String name = lexer.skipSpace().token();
            String value = null;
            if (lexer.skipSpace().take('=')) {
                value = lexer.skipSpace().peek() == '"' ? lexer.quoted() : lexer.until("; \t,\"<>");
                if (value.isEmpty()) {
                    throw lexer.error("parameter value missing");
                }
            }
            list.add(new Param(name, value));
        }
        return new Params(list);
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** Value of the first parameter of that name; null where there is none or it has no value. */
    @Nullable
    public String value(String name) {
        Param param = find(name);
        return param == null ? null : param.value();
    }

    /** These parameters with that one set, in its place or at the end. */
    public Params with(String name, @Nullable String value) {
        List<Param> changed = new ArrayList<>(list.size() + 1);
        boolean replaced = false;
        for (Param param : list) {
            boolean same = param.name().equalsIgnoreCase(name);
            if (!same) {
                changed.add(param);
            } else if (!replaced) {
                changed.add(new Param(name, value));
                replaced = true;
            }
        }
        if (!replaced) {
            changed.add(new Param(name, value));
        }
        return new Params(changed);
    }

    private @Nullable Param find(String name) {
        for (Param param : list) {
            if (param.name().equalsIgnoreCase(name)) {
                return param;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Param param : list) {
            text.append(';').append(param.name());
            if (param.value() != null) {
                text.append('=').append(param.value());
            }
        }
        return text.toString();
    }
}
