package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.MediaSession;
import dev.sotto.media.session.MediaStats;
import dev.sotto.media.turn.Expectation;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One phone call with its conversation. Owns a dialog, a media session and a conversation link. Call context only. */
final class Call implements CallHandler {
    /** Nothing can be decided or done any more, and nothing that was may be told: it could be lost. */
    private static final String LOST_WORDS =
            "I'm sorry, we have a technical problem and I have to end this call. Please call again in a few minutes. Goodbye.";

    // written once
    private final String conversationId;
    private final ConversationLink link;
    private final CallClock clock;
    private final CallLog log;
    private final Map<String, String> variables;
    private final Saying saying;
    private final Hearing hearing;
    private final Owing owing = new Owing();
    private final Holding holding;
    private final Transfers transfers;

    // call context only
    private SipCall dialog;
    private CallRecorder recorder;
    private @Nullable MediaSession media;
    private CallState state = CallState.ANSWERED;
    private Termination leavingFor = Termination.COMPLETED;
    private Consumer<Termination> over = termination -> {};

    Call(
            Vertx vertx,
            String conversationId,
            SipCall dialog,
            ConversationLink link,
            CallClock clock,
            CallLog log,
            Map<String, String> variables,
            CallRules rules) {
        this.conversationId = conversationId;
        this.dialog = dialog;
        this.link = link;
        this.clock = clock;
        this.log = log;
        this.variables = variables;
        Alarm alarm = Alarm.of(vertx);
        saying = new Saying(this::sound, alarm);
        hearing = new Hearing(vertx, link, clock, log, saying, owing, new SoundEvents());
        transfers = new Transfers(rules.transferTargets(), saying, alarm, new TransferEvents());
        Runnable tooLong = () -> end(Termination.HELD_TOO_LONG, "on hold for too long");
        holding = new Holding(alarm, rules.maxHold(), tooLong, hearing::unsaid);
        recorder = recorder(null);
    }

    /** Is to be recorded, where there are recordings; before it is answered. */
    void record(@Nullable Recordings recordings) {
        recorder = recorder(recordings);
    }

    private CallRecorder recorder(@Nullable Recordings recordings) {
        return new CallRecorder(
                recordings, conversationId, (what, millis) -> link.recording(what, millis, clock.now()));
    }

    String conversationId() {
        return conversationId;
    }

    /** Who is to hear of the session's sound. */
    MediaListener hearing() {
        return hearing;
    }

    /** Its sound begins at ACK, of theirs or ours. */
    void take(MediaSession session) {
        media = session;
        dialog.handler(this);
    }

    /** As {@link #take}, of a call that we place. */
    void expectAnswer(MediaSession session, Consumer<Termination> whenOver) {
        over = whenOver;
        take(session);
    }

    boolean isOn(SipCall other) {
        return dialog == other || dialog instanceof FarIncomingCall far && far.isFor(other);
    }

    /** Another dialog takes this one's place (RFC 3891, 3): the old peer is hung up on, and the caller notices nothing. */
    void moveTo(IncomingCall next) {
        MediaSession session = media;
        if (session == null || state == CallState.ENDED) {
            next.refuse(603, "");
            return;
        }
        String offer = next.offer();
        String sdp;
        try {
            sdp = offer == null ? session.localSdp() : session.reoffer(offer);
        } catch (SdpException e) {
            next.refuse(488, String.valueOf(e.getMessage()));
            return;
        }
        SipCall old = dialog;
        dialog = next;
        transfers.stop();
        next.handler(this);
        next.answer(sdp);
        old.handler(CallHandler.NOBODY);
        old.hangUp("replaced");
        noteHold(session);
        log.replaced(next.callId(), next.remote());
    }

    @Override
    public void onAcknowledged(@Nullable String sdp) {
        MediaSession session = media;
        if (session == null || state != CallState.ANSWERED) {
            if (sdp != null) {
                onReofferAnswered(sdp);
            }
            return;
        }
        if (sdp != null) {
            try {
                session.accept(sdp);
            } catch (SdpException e) {
                end(Termination.MEDIA_TIMEOUT, "no common sound format");
                return;
            }
        }
        state = CallState.TALKING;
        log.acknowledged();
        hearing.begin();
        session.start();
        recorder.begin(session, (words, then) -> saying.sayOurselves(words, false, then));
        link.begin(variables, clock.now()).onFailure(cause -> end(Termination.NO_CONVERSATION, "try again later"));
        noteHold(session);
    }

    /** What the conversation wants. */
    void on(ToEdge message) {
        MediaSession session = media;
        if (session == null || state == CallState.ENDED) {
            return;
        }
        if (state == CallState.LEAVING || holding.takes(message)) {
            // the conversation may not know yet: nothing comes after the last words, and nothing is said into a hold
            return;
        }
        if (message instanceof ToEdge.Say say) {
            saying.say(say.speechId(), say.text(), say.interruptible());
        } else if (message instanceof ToEdge.StopSaying) {
            session.stopSaying();
        } else if (message instanceof ToEdge.Yield) {
            session.giveWay();
        } else if (message instanceof ToEdge.Turn turn) {
            owing.conversationOwes(turn.owing());
            tellOwing();
        } else if (message instanceof ToEdge.Expect expect) {
            hearing.expectDigits(expect.digits());
            recorder.sensitive(expect.sensitive());
            session.expect(Expectation.valueOf(expect.expecting().toUpperCase(Locale.ROOT)), expect.digits());
        } else if (message instanceof ToEdge.HangUp hangUp) {
            Termination why = Termination.of(hangUp.termination());
            if (why == Termination.JOURNAL_UNAVAILABLE) {
                drain(LOST_WORDS, why);
            } else {
                leave(why);
            }
        } else if (message instanceof ToEdge.Transfer transfer) {
            transfers.begin(transfer, state == CallState.TALKING, to -> dialog.refer(to, transfer.headers()));
        }
    }

    private void sound(long speechId, String words, boolean interruptible) {
        MediaSession session = media;
        if (holding.on()) {
            saying.finished(speechId);
        } else if (session != null) {
            session.say(speechId, words, interruptible);
        }
    }

    /** Whether the caller listens may have changed with what was just agreed on. */
    private void noteHold(MediaSession session) {
        if (state == CallState.ANSWERED || !holding.turn(session.held())) {
            return;
        }
        log.held(holding.on());
        if (holding.on()) {
            session.stopSaying();
        }
        link.hold(holding.on(), clock.now());
        holding.release().forEach(this::on);
    }

    private void tellOwing() {
        MediaSession session = media;
        if (session != null) {
            session.owe(owing.anything());
        }
    }

    @Override
    public void onTransferred() {
        end(Termination.TRANSFERRED, "transferred");
    }

    @Override
    public void onTransferFailed(int status, String reason) {
        transfers.failed(status, reason);
    }

    /** Ends once everything that is queued has been said. */
    void leave(Termination termination) {
        if (state == CallState.LEAVING || state == CallState.ENDED) {
            return;
        }
        state = CallState.LEAVING;
        leavingFor = termination;
        transfers.stop();
        owing.leaving();
        tellOwing();
        saying.onceSaid(() -> end(termination, "goodbye"));
    }

    /** The gateway goes down: says so, then ends. */
    void drain(String words) {
        drain(words, Termination.DRAINED);
    }

    /** Words of our own instead of whatever was to be said, then the end. */
    private void drain(String words, Termination why) {
        MediaSession session = media;
        if (session == null || state == CallState.ANSWERED) {
            end(why, "going down");
        } else if (state == CallState.TALKING) {
            session.stopSaying();
            saying.sayOurselves(words, false);
            leave(why);
        }
    }

    /** We end it. */
    void end(Termination termination, String reason) {
        if (state != CallState.ENDED) {
            dialog.hangUp(reason);
            close(termination);
        }
    }

    private void close(Termination termination) {
        if (state == CallState.ENDED) {
            return;
        }
        boolean begun = state != CallState.ANSWERED;
        state = CallState.ENDED;
        hearing.close();
        holding.close();
        saying.forget();
        transfers.stop();
        recorder.end();
        MediaStats stats = media == null ? null : media.close();
        if (begun) {
            if (stats != null) {
                link.measured(stats, clock.now());
            }
            link.gone(termination, clock.now());
        }
        log.ended(this, termination, stats);
        over.accept(termination);
    }

    @Override
    public void onCancelled() {
        close(Termination.CANCELLED);
    }

    @Override
    public void onHungUp(@Nullable String reason) {
        close(state == CallState.LEAVING ? leavingFor : Termination.CALLER_HUNG_UP);
    }

    @Override
    public void onLost(String reason) {
        close(state == CallState.ANSWERED ? Termination.NO_ACK : Termination.MEDIA_TIMEOUT);
    }

    @Override
    public @Nullable String onReoffer(@Nullable String sdp) {
        MediaSession session = media;
        if (session == null || state == CallState.ENDED) {
            return null;
        }
        try {
            if (sdp == null) {
                return session.localSdp();
            }
            String answer = session.reoffer(sdp);
            noteHold(session);
            return answer;
        } catch (SdpException e) {
            return null;
        }
    }

    @Override
    public void onReofferAnswered(String sdp) {
        MediaSession session = media;
        if (session != null && state != CallState.ENDED) {
            try {
                session.accept(sdp);
                noteHold(session);
            } catch (SdpException e) {
                // what can't be read changes nothing; an answer that leaves no sound in common does
                if (e.kind() == SdpException.Kind.NOT_ACCEPTABLE) {
                    end(Termination.MEDIA_TIMEOUT, "no common sound format");
                }
            }
        }
    }

    @Override
    public void onDigit(char digit) {
        MediaSession session = media;
        if (session != null) {
            session.pressed(digit);
        }
    }

    private final class TransferEvents implements Transfers.Told {
        @Override
        public void transferring(boolean now) {
            owing.transferring(now);
            tellOwing();
        }

        @Override
        public void failed(String target, int status, String reason) {
            log.transferFailed(status, reason);
            link.transferFailed(target, clock.now());
        }

        @Override
        public void declined(String target) {
            link.transferFailed(target, clock.now());
        }
    }

    private final class SoundEvents implements Hearing.Events {
        /** A caller that is being put through may send no sound until that is settled. */
        @Override
        public void noSoundComes() {
            if (!transfers.underWay()) {
                end(Termination.MEDIA_TIMEOUT, "no sound received");
            }
        }

        @Override
        public void keyed() {
            MediaSession session = media;
            if (session != null) {
                session.replyDue();
            }
        }
    }
}
