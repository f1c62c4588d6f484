package dev.sotto.orchestrator.model;

import dev.sotto.orchestrator.assistant.Talker;
import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Generation;
import dev.sotto.orchestrator.task.Article;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One answer of the model, from the prompt to its end, told as events. The conversation's context only. */
final class ModelTurn implements Talker.Talk, ChatListener {
    private final Vertx vertx;
    private final ChatClient client;
    private final ModelDesk desk;
    private final long turn;
    private final Supplier<Conversation> now;
    private final Consumer<Event> report;
    private final Sentences sentences = new Sentences();

    private String id = "";
    private @Nullable ChatCall call;
    private long slowTimer = -1;
    private int said;
    private boolean over;

    ModelTurn(
            Vertx vertx,
            ChatClient client,
            ModelDesk desk,
            long turn,
            Supplier<Conversation> now,
            Consumer<Event> report) {
        this.vertx = vertx;
        this.client = client;
        this.desk = desk;
        this.turn = turn;
        this.now = now;
        this.report = report;
    }

    void begin(List<Article> knowledge) {
        if (over) {
            return;
        }
        Conversation state = now.get();
        id = state.model().nextId(state.id());
        Buffer body = desk.request(state, knowledge);
        report.accept(new Event.ModelAsked(id, turn, desk.settings().name(), desk.version(body), at()));
        Generation current = now.get().model().current();
        if (current == null || !current.id().equals(id)) {
            over = true;
            return;
        }
        slowTimer = vertx.setTimer(Math.max(1, desk.settings().slowAfter().toMillis()), fired -> {
            if (!over && said == 0) {
                report.accept(new Event.ModelSlow(id, at()));
            }
        });
        ChatCall asked = client.ask(body, this);
        call = asked;
        if (over) {
            client.drop(asked);
        }
    }

    private Instant at() {
        return desk.clock().instant();
    }

    @Override
    public void drop() {
        if (!over) {
            end();
            if (call != null) {
                client.drop(call);
            }
        }
    }

    private void end() {
        over = true;
        vertx.cancelTimer(slowTimer);
    }

    @Override
    public void text(String part) {
        say(sentences.feed(part));
    }

    private void say(List<String> whole) {
        for (String sentence : whole) {
            if (!over) {
                said++;
                report.accept(new Event.ModelSaid(id, said, sentence, at()));
            }
        }
    }

    @Override
    public void done(ChatAnswer answer) {
        say(sentences.end());
        int n = 0;
        for (ChatAnswer.FunctionCall wanted : answer.calls()) {
            if (!over) {
                n++;
                CallReader.Read read = desk.reader().read(wanted, now.get(), desk.today());
                report.accept(new Event.ModelWants(
                        id, id + "-" + n, read.function(), read.arguments(), read.problem(), at()));
            }
        }
        if (!over) {
            end();
            report.accept(new Event.ModelDone(id, answer.tokensIn(), answer.tokensOut(), at()));
        }
    }

    @Override
    public void failed(String reason) {
        if (!over) {
            end();
            report.accept(new Event.ModelFailed(id, reason, at()));
        }
    }
}
