package dev.sotto.orchestrator.model;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.task.Article;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** What every answer is made with; one set for all conversations, thread-safe. */
record ModelDesk(
        ModelSettings settings,
        PromptTemplate template,
        FunctionList functions,
        PromptWriter writer,
        CallReader reader,
        Clock clock) {

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The body of the request. */
    Buffer request(Conversation conversation, List<Article> knowledge) {
        JsonArray messages = writer.messages(conversation, knowledge, today());
        return new JsonObject()
                .put("model", settings.name())
                .put("messages", messages)
                .put("tools", functions.offered())
                .put("tool_choice", "auto")
                .put("stream", true)
                .put("stream_options", new JsonObject().put("include_usage", true))
                .put("max_tokens", settings.maxTokens())
                .toBuffer();
    }

    /** The template's version and what came of it this time. */
    String version(Buffer request) {
        return template.version() + ":" + PromptTemplate.digest(request.toString());
    }
}
