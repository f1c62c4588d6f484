package dev.sotto.gateway.call;

import dev.sotto.media.session.CallerSilence;
import dev.sotto.media.session.LineQuality;
import dev.sotto.media.session.MediaStats;
import dev.sotto.media.session.SpeechOutcome;
import dev.sotto.media.session.Spoken;
import dev.sotto.orchestrator.consult.AudioSpan;
import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call's words to its conversation. Call context only. */
final class ConversationLink {
    private static final DeliveryOptions WITHIN = new DeliveryOptions().setSendTimeout(5_000);

    private final EventBus bus;
    private final String conversationId;
    private final String address;
    private final String deskEvents;
    private final String edge;
    private boolean joins;

    ConversationLink(EventBus bus, Addresses addresses, String conversationId, String edge) {
        this.bus = bus;
        this.conversationId = conversationId;
        this.address = addresses.orchestratorOf(conversationId);
        this.deskEvents = addresses.deskEvents();
        this.edge = edge;
    }

    /** The conversation is there already: a call of ours. */
    ConversationLink joining() {
        joins = true;
        return this;
    }

    private Future<Void> join(Instant at) {
        ToConversation attach = new ToConversation.Attach(conversationId, edge, at);
        return bus.<Object>request(address, attach, WITHIN)
                .compose(reply -> reply.body() instanceof ConversationView
                        ? Future.succeededFuture()
                        : Future.failedFuture("no conversation for this call: " + reply.body()));
    }

    /** Who has answered our call: {@code person} or {@code machine}. */
    void reached(String who, Instant at) {
        bus.send(address, new ToConversation.Reached(conversationId, who, at));
    }

    /** Fails when the conversation isn't taken. */
    Future<Void> begin(Map<String, String> variables, Instant at) {
        if (joins) {
            return join(at);
        }
        ToConversation begin = new ToConversation.Begin(conversationId, Channel.VOICE, edge, variables, null, at);
        return bus.<Object>request(address, begin, WITHIN)
                .compose(reply -> reply.body() instanceof Ok
                        ? Future.succeededFuture()
                        : Future.failedFuture("conversation refused: " + reply.body()));
    }

    /** {@code audio}: null for keys. */
    void heard(String text, double confidence, Source source, @Nullable AudioSpan audio, Instant endedAt) {
        bus.send(
                address,
                new ToConversation.UtteranceHeard(conversationId, text, confidence, source, null, audio, endedAt));
    }

    void partial(String text) {
        bus.publish(deskEvents, new DeskEvent.PartialHeard(conversationId, text));
    }

    void speechStarted(Instant at) {
        bus.send(address, new ToConversation.SpeechStarted(conversationId, at));
    }

    void nothingUnderstood(Instant at) {
        bus.send(address, new ToConversation.NothingUnderstood(conversationId, at));
    }

    void speechFinished(Spoken spoken, @Nullable AudioSpan audio, Instant at) {
        boolean completed = spoken.outcome() == SpeechOutcome.COMPLETED;
        bus.send(
                address,
                new ToConversation.SpeechFinished(
                        conversationId, spoken.speechId(), completed, spoken.heardText(), audio, at));
    }

    void silence(CallerSilence silence) {
        bus.send(address, new ToConversation.SilenceMeasured(conversationId, words(silence)));
    }

    void silenceTooLong(long millis, String during, Instant at) {
        bus.send(address, new ToConversation.SilenceHeard(conversationId, millis, during, at));
    }

    void measured(MediaStats stats, Instant at) {
        bus.send(
                address,
                new ToConversation.CallMeasured(
                        conversationId,
                        words(stats.callerSilence()),
                        Math.round(stats.speechSecondsOut() * 1_000),
                        Math.round(stats.speechSecondsIn() * 1_000),
                        line(stats.quality()),
                        at));
    }

    /** Two decimals are all there is to these figures. */
    private static dev.sotto.orchestrator.conversation.LineQuality line(LineQuality line) {
        return new dev.sotto.orchestrator.conversation.LineQuality(
                rounded(line.lostHere(), 10_000),
                rounded(line.lostThere(), 10_000),
                rounded(line.jitterHereMillis(), 100),
                rounded(line.jitterThereMillis(), 100),
                rounded(line.roundTripMillis(), 100),
                rounded(line.mosHere(), 100),
                rounded(line.mosThere(), 100));
    }

    private static double rounded(double value, int steps) {
        return (double) Math.round(value * steps) / steps;
    }

    private static dev.sotto.orchestrator.message.CallerSilence words(CallerSilence silence) {
        return new dev.sotto.orchestrator.message.CallerSilence(
                silence.nowMillis(), silence.longestMillis(), silence.totalMillis(), silence.overLimit());
    }

    void hold(boolean on, Instant at) {
        bus.send(address, new ToConversation.Hold(conversationId, on, at));
    }

    void recording(String what, long millis, Instant at) {
        bus.send(address, new ToConversation.RecordingChanged(conversationId, what, millis, at));
    }

    void transferFailed(String target, Instant at) {
        bus.send(address, new ToConversation.TransferFailed(conversationId, target, at));
    }

    void gone(Termination termination, Instant at) {
        bus.send(address, new ToConversation.Gone(conversationId, termination.code(), at));
    }
}
