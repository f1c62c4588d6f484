package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.assistant.Talker;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The conversation's line to a model, where there is one: at most one answer is under way. Conversation's context only. */
final class ModelLine {
    private static final long AT_ONCE_MILLIS = 1_500;

    private final @Nullable Talker talker;
    private final LiveConversation conversation;
    private final Consumer<Event> report;
    private Talker.@Nullable Talk talk;

    ModelLine(Optional<Talker> talker, LiveConversation conversation, Consumer<Event> report) {
        this.talker = talker.orElse(null);
        this.conversation = conversation;
        this.report = report;
    }

    /** True when the model, or the local assistant for what needs no model, answers this turn. */
    boolean takes(Effect.Interpret wanted, Runnable locally) {
        Talker model = talker;
        if (model == null) {
            return false;
        }
        Future<Optional<dev.sotto.orchestrator.conversation.Interpretation>> read =
                model.atOnce(wanted.text(), wanted.confidence(), wanted.focus());
        read.timeout(AT_ONCE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(Optional.empty())
                .onSuccess(meant -> {
                    if (meant.isPresent()) {
                        report.accept(new Event.Understood(wanted.turn(), meant.get(), conversation.now()));
                    } else if (model.ready()) {
                        begin(model, wanted.turn());
                    } else {
                        locally.run();
                    }
                });
        return true;
    }

    /** Lets it tell what came of something. */
    void goOn() {
        Talker model = talker;
        if (model == null || !model.ready()) {
            String id = conversation.state().model().nextId(conversation.id());
            report.accept(new Event.ModelAsked(id, 0, "", "", conversation.now()));
            report.accept(new Event.ModelFailed(id, "no model can be asked", conversation.now()));
        } else {
            begin(model, 0);
        }
    }

    private void begin(Talker model, long turn) {
        close();
        talk = model.begin(turn, conversation::state, report);
    }

    /** Nothing more of the answer under way is wanted. */
    void close() {
        if (talk != null) {
            talk.drop();
            talk = null;
        }
    }
}
