package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a tool answered, and how long it took. */
record ToolReply(String tool, Event.ToolReturned returned, Duration latency) {
    /** The same for the same tool and arguments, whatever their order or their numbers' zeros. */
    static String key(Effect.CallTool call) {
        return call.tool() + " " + canonical(call.with());
    }

    static String canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((name, inner) -> sorted.put(String.valueOf(name), canonical(inner)));
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(ToolReply::canonical).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Number number) {
            BigDecimal exact = new BigDecimal(number.toString());
            return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
