package dev.sotto.orchestrator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sotto.orchestrator.journal.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Puts a streamed chat completion together from its chunks: text as it comes, function calls when all of them is there. */
final class AnswerReader {
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_ARGUMENTS = 16 * 1024;
    private static final int MOST_CALLS = 16;
    private static final String END = "[DONE]";

    private final TreeMap<Integer, Draft> drafts = new TreeMap<>();
    private int characters;
    private String finish = "";
    private boolean ended;
    private long tokensIn;
    private long tokensOut;

    private static final class Draft {
        final StringBuilder name = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();
    }

    /** What a chunk holds for the listener. {@code token}: it is a piece of the answer, not mere ceremony. */
    record Piece(String text, boolean token) {}

    Piece read(String data) throws MalformedAnswer {
        if (data.strip().equals(END)) {
            ended = true;
            return new Piece("", false);
        }
        JsonNode chunk = parse(data);
        if (!chunk.isObject()) {
            throw new MalformedAnswer("a chunk is no JSON object");
        }
        if (chunk.hasNonNull("error")) {
            throw new MalformedAnswer("the endpoint reports an error");
        }
        JsonNode usage = chunk.path("usage");
        tokensIn = Math.max(tokensIn, usage.path("prompt_tokens").asLong(0));
        tokensOut = Math.max(tokensOut, usage.path("completion_tokens").asLong(0));
        JsonNode choice = chunk.path("choices").path(0);
        finish = choice.path("finish_reason").asText("").equals("null")
                ? finish
                : choice.path("finish_reason").asText(finish);
        JsonNode delta = choice.path("delta");
        boolean calls = false;
        for (JsonNode call : delta.path("tool_calls")) {
            call(call);
            calls = true;
        }
        String text = delta.path("content").isTextual() ? delta.path("content").textValue() : "";
        characters += text.length();
        if (characters > LONGEST_TEXT) {
            throw new MalformedAnswer("the text is longer than " + LONGEST_TEXT + " characters");
        }
        return new Piece(text, calls || !text.isEmpty());
    }

    private static JsonNode parse(String data) throws MalformedAnswer {
        try {
            return JsonText.mapper().readTree(data);
        } catch (JsonProcessingException e) {
            throw new MalformedAnswer("a chunk is not JSON");
        }
    }

    private void call(JsonNode call) throws MalformedAnswer {
        int index = call.path("index").asInt(drafts.isEmpty() ? 0 : drafts.lastKey());
        Draft draft = drafts.computeIfAbsent(index, missing -> new Draft());
        draft.name.append(call.path("function").path("name").asText(""));
        draft.arguments.append(call.path("function").path("arguments").asText(""));
        if (drafts.size() > MOST_CALLS || draft.name.length() > 128 || draft.arguments.length() > LONGEST_ARGUMENTS) {
            throw new MalformedAnswer("a function call is too large, or there are too many");
        }
    }

    /** True when the answer was said to be over, one way or the other. */
    boolean complete() {
        return ended || !finish.isEmpty();
    }

    boolean ended() {
        return ended;
    }

    ChatAnswer answer() throws MalformedAnswer {
        if (!complete()) {
            throw new MalformedAnswer("the answer was cut off");
        }
        if (finish.equals("content_filter") || finish.equals("length") && !drafts.isEmpty()) {
            throw new MalformedAnswer("the answer ended by " + finish);
        }
        List<ChatAnswer.FunctionCall> calls = new ArrayList<>();
        drafts.values()
                .forEach(draft ->
                        calls.add(new ChatAnswer.FunctionCall(draft.name.toString(), draft.arguments.toString())));
        if (calls.isEmpty() && characters == 0) {
            throw new MalformedAnswer("the answer is empty");
        }
        return new ChatAnswer(List.copyOf(calls), tokensIn, tokensOut);
    }
}
