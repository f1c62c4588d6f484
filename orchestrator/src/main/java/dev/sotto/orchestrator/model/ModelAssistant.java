package dev.sotto.orchestrator.model;

import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.assistant.LocalAssistant;
import dev.sotto.orchestrator.assistant.Talker;
import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.task.Playbook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Answers with a language model, and understands with the local assistant what needs none: keys, a yes, the number that was
 * asked for. Thread-safe.
 */
public final class ModelAssistant implements Assistant, Talker {
    private static final int ARTICLES = 4;

    private final LocalAssistant local;
    private final Vertx vertx;
    private final ChatClient client;
    private final ModelDesk desk;

    private ModelAssistant(LocalAssistant local, Vertx vertx, ChatClient client, ModelDesk desk) {
        this.local = local;
        this.vertx = vertx;
        this.client = client;
        this.desk = desk;
    }

    /** @param chance from 0 to 1, for the jitter of retries */
    public static ModelAssistant create(
            Vertx vertx,
            Playbook playbook,
            LocalAssistant local,
            ModelSettings settings,
            PromptTemplate template,
            ModelMeters meters,
            Clock clock,
            DoubleSupplier chance) {
        FunctionList functions = new FunctionList(playbook);
        boolean dayFirst = !List.of("USD", "").contains(playbook.persona().currency());
        ModelDesk desk = new ModelDesk(
                settings,
                template,
                functions,
                new PromptWriter(playbook, template, functions),
                new CallReader(playbook, functions, dayFirst),
                clock);
        return new ModelAssistant(local, vertx, new ChatClient(vertx, settings, meters, chance), desk);
    }

    public void close() {
        client.close();
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Future<Interpretation> interpret(String text, double confidence, Focus focus) {
        return local.interpret(text, confidence, focus);
    }

    @Override
    public Future<String> word(String instruction, String question) {
        return local.word(instruction, question);
    }

    @Override
    public Optional<Talker> talker() {
        return Optional.of(this);
    }

    @Override
    public boolean ready() {
        return client.ready();
    }

    @Override
    public Future<Optional<Interpretation>> atOnce(String text, double confidence, Focus focus) {
        boolean asked = focus.keypad() || focus.slot() != null || focus.yesNo();
        return asked
                ? local.interpret(text, confidence, focus)
                        .map(meant -> focus.keypad() || isPlain(meant) ? Optional.of(meant) : Optional.empty())
                : Future.succeededFuture(Optional.empty());
    }

    private static boolean isPlain(Interpretation meant) {
        return meant.meanings().stream()
                .allMatch(meaning -> meaning instanceof Meaning.SlotGiven
                        || meaning instanceof Meaning.Corrected
                        || meaning instanceof Meaning.Affirmed
                        || meaning instanceof Meaning.Denied
                        || meaning instanceof Meaning.RepeatWanted
                        || meaning instanceof Meaning.AskedToWait
                        || meaning instanceof Meaning.CancelWanted);
    }

    @Override
    public Talk begin(long turn, Supplier<Conversation> now, Consumer<Event> report) {
        ModelTurn talk = new ModelTurn(vertx, client, desk, turn, now, report);
        local.knowledge(lastWords(now.get()), ARTICLES).otherwise(List.of()).onSuccess(talk::begin);
        return talk;
    }

    private static String lastWords(Conversation conversation) {
        List<TranscriptLine> lines = conversation.transcript();
        for (int index = lines.size() - 1; index >= 0; index--) {
            if (lines.get(index).from() == Party.CUSTOMER) {
                return lines.get(index).text();
            }
        }
        return "";
    }
}
