package dev.sotto.orchestrator.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.orchestrator.journal.JsonText;
import java.util.Map;

/** What a system's HTTP answer means. */
final class ToolAnswer {
    private static final int LONGEST_REASON = 500;

    private ToolAnswer() {}

    static boolean isWorthRetrying(int status) {
        return status >= 500;
    }

    static ToolResult of(int status, String body) {
        if (status >= 200 && status < 300) {
            return success(body);
        }
        if (status == 404) {
            return new ToolResult.NotFound();
        }
        if (status >= 400 && status < 500) {
            return new ToolResult.Rejected(reason(status, body));
        }
        return new ToolResult.Failed(reason(status, body));
    }

    private static ToolResult success(String body) {
        if (body.isBlank()) {
            return new ToolResult.Success(Map.of());
        }
        try {
            JsonNode answer = JsonText.mapper().readTree(body);
            return answer.isObject()
                    ? new ToolResult.Success(JsonText.readObject(body))
                    : new ToolResult.Success(Map.of("value", JsonText.mapper().convertValue(answer, Object.class)));
        } catch (JsonProcessingException | RuntimeException e) {
            return new ToolResult.Failed("its answer is not JSON");
        }
    }

    private static String reason(int status, String body) {
        String plain = "it answered " + status;
        try {
            JsonNode error = JsonText.mapper().readTree(body).path("error");
            String text = error.isTextual() ? error.textValue().strip() : "";
            return text.isEmpty() ? plain : text.substring(0, Math.min(text.length(), LONGEST_REASON));
        } catch (JsonProcessingException notJson) {
            return plain;
        }
    }
}
