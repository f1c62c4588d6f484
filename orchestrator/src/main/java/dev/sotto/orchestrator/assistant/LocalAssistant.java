package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.intent.Embedder;
import dev.sotto.orchestrator.assistant.intent.IntentIndex;
import dev.sotto.orchestrator.assistant.intent.SentenceEmbedder;
import dev.sotto.orchestrator.assistant.slot.ReadingRules;
import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.assistant.wording.Wording;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.task.Article;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Task;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The assistant that needs nothing but this process: readers, patterns and sentence embeddings. The same words in the same
 * focus on the same day always mean the same.
 *
 * <p>What words alone decide is answered at once; the rest runs on a small worker pool shared by all conversations.
 */
public final class LocalAssistant implements Assistant {
    /** Below it, recognised words are not believed, unless they are nearly a sentence that the playbook has. */
    static final double DOUBT = 0.5;

    /** Below it, they are not believed whatever they are: recognisers make known sentences of foreign ones. */
    static final double HOPELESS = 0.4;

    private static final Interpretation UNCLEAR = Interpretation.of(new Meaning.Unclear());
    private static final String POOL = "sotto-assistant";
    private static final int WORKERS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
    private static final List<String> MONTH_FIRST = List.of("USD", "");

    private final Playbook playbook;
    private final UtteranceReader reader;
    private final Resolver resolver;
    private final Embedder embedder;
    private final WorkerExecutor workers;
    private final Supplier<LocalDate> today;

    private LocalAssistant(
            Playbook playbook,
            Embedder embedder,
            Resolver resolver,
            WorkerExecutor workers,
            Supplier<LocalDate> today) {
        this.playbook = playbook;
        this.embedder = embedder;
        this.reader = new UtteranceReader(playbook);
        this.resolver = resolver;
        this.workers = workers;
        this.today = today;
    }

    /** Loads the model and embeds the playbook's examples: about a second. Dates are read on the system's calendar. */
    public static Future<LocalAssistant> create(Vertx vertx, Playbook playbook) {
        Clock clock = Clock.systemDefaultZone();
        return create(vertx, playbook, () -> LocalDate.now(clock));
    }

    /** @param today for "yesterday"; any thread */
    public static Future<LocalAssistant> create(Vertx vertx, Playbook playbook, Supplier<LocalDate> today) {
        return create(vertx, playbook, SentenceEmbedder::new, today);
    }

    static Future<LocalAssistant> create(
            Vertx vertx, Playbook playbook, Supplier<Embedder> embedder, Supplier<LocalDate> today) {
        WorkerExecutor workers = vertx.createSharedWorkerExecutor(POOL, WORKERS);
        return workers.executeBlocking(
                () -> {
                    Embedder loaded = embedder.get();
                    IntentIndex index = IntentIndex.of(playbook, loaded);
                    return new LocalAssistant(playbook, loaded, new Resolver(playbook, loaded, index), workers, today);
                },
                false);
    }

    /** The loaded model, for whoever else compares sentences: it is large. */
    public Embedder embedder() {
        return embedder;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Future<Interpretation> interpret(String text, double confidence, Focus focus) {
        boolean dayFirst = !MONTH_FIRST.contains(playbook.persona().currency());
        if (focus.keypad()) {
            return Future.succeededFuture(Keypad.read(text, focus, task(focus), dayFirst));
        }
        Words words = Words.of(text);
        if (words.isEmpty() || confidence < HOPELESS) {
            return Future.succeededFuture(UNCLEAR);
        }
        ReadingRules rules = new ReadingRules(today.get(), dayFirst, false);
        List<Part> parts = reader.read(words, focus, rules);
        if (confidence < DOUBT) {
            return workers.executeBlocking(
                    () -> resolver.isFamiliar(words) ? resolver.resolve(parts, words, focus, rules) : UNCLEAR, false);
        }
        if (parts.stream().allMatch(Part.Known.class::isInstance)) {
            return Future.succeededFuture(resolver.resolve(parts, words, focus, rules));
        }
        return workers.executeBlocking(() -> resolver.resolve(parts, words, focus, rules), false);
    }

    /** The articles that are nearest to the words, best first; none that is far from them. */
    public Future<List<Article>> knowledge(String text, int most) {
        String words = IntentIndex.plain(text);
        if (words.isEmpty() || playbook.knowledge().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return workers.executeBlocking(() -> resolver.nearest(words, most), false);
    }

    private @Nullable Task task(Focus focus) {
        String name = focus.task();
        return name == null ? null : playbook.tasks().get(name);
    }

    @Override
    public Future<String> word(String instruction, String question) {
        return Future.succeededFuture(Wording.of(instruction, question));
    }
}
