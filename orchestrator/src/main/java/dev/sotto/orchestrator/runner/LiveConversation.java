package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Conversation;
import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Step;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.message.CallerSilence;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One conversation that lives: state, journal position, timer. Owned by its verticle's context. */
final class LiveConversation {
    static final String JOURNAL_UNAVAILABLE = "journal_unavailable";

    private static final Logger LOG = LoggerFactory.getLogger(LiveConversation.class);

    private final Vertx vertx;
    private final Services services;
    private final EffectRunner effects;
    private final DeskNews news;
    private final Consumer<LiveConversation> whenOver;

    // verticle context only
    private Conversation state;
    private long seq;
    private @Nullable String edge;
    private @Nullable String resume;
    private long timer = -1;
    private Future<Void> lastWrite = Future.succeededFuture();
    private boolean over;
    private boolean givenUp;
    private CallerSilence silence = CallerSilence.NONE;
    private String owing = "";

    LiveConversation(Vertx vertx, Services services, String id, Consumer<LiveConversation> whenOver) {
        this.vertx = vertx;
        this.services = services;
        this.whenOver = whenOver;
        state = services.machine().unborn(id);
        effects = new EffectRunner(vertx, services, this);
        news = new DeskNews(vertx, services.addresses());
    }

    String id() {
        return state.id();
    }

    Conversation state() {
        return state;
    }

    @Nullable
    String edge() {
        return edge;
    }

    void attach(String address) {
        edge = address;
    }

    void resumeBy(@Nullable String secret) {
        resume = secret;
    }

    /** Completes when everything so far is durable. */
    Future<Void> durable() {
        return lastWrite;
    }

    Instant now() {
        return services.clock().instant();
    }

    /** True when the journal did not take an event: it still counts as alive there. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** Rebuilds the state from its events without doing anything. */
    void replay(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            state = services.machine().on(state, services.json().event(entry)).next();
            seq = entry.seq();
        }
        news.silently(state);
    }

    /** As the interface shows it. */
    ConversationView view() {
        ConversationView view = Views.of(state, null);
        return state.voice() ? view.with(silence) : view;
    }

    /** What the caller has heard of us: shown, not journalled. */
    void silence(CallerSilence measured) {
        news.silence(id(), silence, measured);
        silence = measured;
    }

    /** Takes an event in; completes when it is durable. */
    Future<Void> on(Event event) {
        if (over) {
            return Future.failedFuture(new ConversationOver(id()));
        }
        Conversation before = state;
        Step step = services.machine().on(state, event);
        state = step.next();
        seq++;
        lastWrite = services.journal()
                .append(services.json().entry(id(), seq, event).saying(Told.of(step.effects())));
        perform(step.effects());
        tellTurn();
        news.tell(state);
        record(before);
        rearm();
        if (state.stage().ended()) {
            end();
        }
        return lastWrite.onFailure(this::lost);
    }

    private void perform(List<Effect> wanted) {
        for (Effect effect : wanted) {
            if (effect.durableFirst() || !state.voice()) {
                lastWrite.onSuccess(done -> effects.perform(effect));
            } else {
                effects.perform(effect);
            }
        }
    }

    /** After what is to be said, so that a turn never ends before its words are queued. */
    private void tellTurn() {
        String now = state.voice() ? Views.owing(state) : "";
        if (!now.equals(owing)) {
            owing = now;
            effects.send(new ToEdge.Turn(id(), now));
        }
    }

    private void record(Conversation before) {
        boolean begun = before.startedAt().equals(Instant.EPOCH);
        if (begun) {
            services.meters().began(channel());
        }
        if (begun
                || before.stage().ended() != state.stage().ended()
                || !Views.task(before).equals(Views.task(state))) {
            Future<Void> row = services.journal().record(row());
            lastWrite = begun ? lastWrite.compose(done -> row) : lastWrite;
        }
    }

    private ConversationRow row() {
        boolean ended = state.stage().ended();
        return new ConversationRow(
                id(),
                ended ? "ended" : "live",
                channel(),
                Views.task(state),
                services.addresses().node(),
                resume,
                state.startedAt(),
                ended ? now() : null,
                Views.of(state, null).termination());
    }

    private String channel() {
        return state.channel().name().toLowerCase(Locale.ROOT);
    }

    private void rearm() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
        Instant wakeAt = over ? null : state.wakeAt();
        if (wakeAt != null) {
            long millis = Math.max(1, Duration.between(now(), wakeAt).toMillis() + 1);
            timer = vertx.setTimer(millis, fired -> {
                timer = -1;
                on(new Event.Ticked(now()));
            });
        }
    }

    private void end() {
        over = true;
        String termination = String.valueOf(Views.of(state, null).termination());
        services.meters()
                .ended(
                        channel(),
                        termination,
                        Duration.between(state.startedAt(), now()).toMillis());
        whenOver.accept(this);
    }

    /** The journal did not take an event: what follows from it must not happen, so the conversation stops here. */
    private void lost(Throwable cause) {
        if (givenUp) {
            return;
        }
        givenUp = true;
        LOG.atError()
                .addKeyValue("conversationId", id())
                .addKeyValue("cause", cause)
                .log("journal refused an event, the conversation is given up");
        if (over) {
            // it had ended, and the journal doesn't know
            whenOver.accept(this);
            return;
        }
        over = true;
        services.meters()
                .ended(
                        channel(),
                        JOURNAL_UNAVAILABLE,
                        Duration.between(state.startedAt(), now()).toMillis());
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        effects.close();
        effects.perform(new Effect.HangUp(JOURNAL_UNAVAILABLE));
        whenOver.accept(this);
    }
}
