package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.MediaSession;
import dev.sotto.media.session.SpeechOutcome;
import dev.sotto.media.session.Utterance;
import dev.sotto.media.turn.Expectation;
import dev.sotto.orchestrator.conversation.Source;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One phone call with its conversation. Owns a dialog, a media session and a conversation link. Call context only. */
final class Call implements CallHandler, MediaListener {
    /** Last words that are never reported as said must not keep a line open. */
    private static final long LEAVE_MILLIS = 20_000;

    // written once
    private final Vertx vertx;
    private final String conversationId;
    private final IncomingCall dialog;
    private final ConversationLink link;
    private final CallClock clock;
    private final CallLog log;
    private final Map<String, String> variables;
    private final Keypad keypad;

    // call context only
    private @Nullable MediaSession media;
    private CallState state = CallState.ANSWERED;
    private final Set<Long> saying = new HashSet<>();
    private Termination leavingFor = Termination.COMPLETED;
    private long leaveTimer = -1;

    Call(
            Vertx vertx,
            String conversationId,
            IncomingCall dialog,
            ConversationLink link,
            CallClock clock,
            CallLog log,
            Map<String, String> variables) {
        this.vertx = vertx;
        this.conversationId = conversationId;
        this.dialog = dialog;
        this.link = link;
        this.clock = clock;
        this.log = log;
        this.variables = variables;
        keypad = new Keypad(vertx, keys -> link.heard(keys, 1, Source.KEYPAD, clock.now()));
    }

    String conversationId() {
        return conversationId;
    }

    /** Answers with the session's description; sound begins at ACK. */
    void answer(MediaSession session) {
        media = session;
        dialog.handler(this);
        dialog.answer(session.localSdp());
    }

    @Override
    public void onAcknowledged(@Nullable String sdp) {
        MediaSession session = media;
        if (session == null || state != CallState.ANSWERED) {
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
        session.start();
        link.begin(variables, clock.now()).onFailure(cause -> end(Termination.NO_CONVERSATION, "try again later"));
    }

    /** What the conversation wants. */
    void on(ToEdge message) {
        MediaSession session = media;
        if (session == null || state == CallState.ENDED) {
            return;
        }
        if (message instanceof ToEdge.Say say) {
            saying.add(say.speechId());
            session.say(say.speechId(), say.text(), say.interruptible());
        } else if (message instanceof ToEdge.StopSaying) {
            session.stopSaying();
        } else if (message instanceof ToEdge.Expect expect) {
            keypad.expect(expect.digits());
            session.expect(Expectation.valueOf(expect.expecting().toUpperCase(Locale.ROOT)));
        } else if (message instanceof ToEdge.HangUp hangUp) {
            leave(Termination.of(hangUp.termination()));
        } else if (message instanceof ToEdge.Transfer transfer) {
            link.transferFailed(transfer.target(), clock.now());
        }
    }

    /** Ends once everything that is queued has been said. */
    void leave(Termination termination) {
        if (state == CallState.LEAVING || state == CallState.ENDED) {
            return;
        }
        state = CallState.LEAVING;
        leavingFor = termination;
        leaveTimer = vertx.setTimer(LEAVE_MILLIS, fired -> end(termination, "goodbye"));
        leaveWhenSaid();
    }

    /** The gateway goes down: says so, then ends. */
    void drain(String words) {
        MediaSession session = media;
        if (session == null || state == CallState.ANSWERED) {
            end(Termination.DRAINED, "going down");
        } else if (state == CallState.TALKING) {
            session.stopSaying();
            saying.add(-1L);
            session.say(-1, words, false);
            leave(Termination.DRAINED);
        }
    }

    private void leaveWhenSaid() {
        if (state == CallState.LEAVING && saying.isEmpty()) {
            end(leavingFor, "goodbye");
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
        keypad.close();
        if (leaveTimer >= 0) {
            vertx.cancelTimer(leaveTimer);
        }
        if (begun) {
            link.gone(termination, clock.now());
        }
        log.ended(this, termination, media == null ? null : media.close());
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
            return sdp == null ? session.localSdp() : session.reoffer(sdp);
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
            } catch (SdpException e) {
                end(Termination.MEDIA_TIMEOUT, "no common sound format");
            }
        }
    }

    @Override
    public void onDigit(char digit) {
        if (keypad.isEmpty()) {
            link.speechStarted(clock.now());
        }
        keypad.press(digit);
    }

    @Override
    public void onSpeechStarted() {
        link.speechStarted(clock.now());
    }

    @Override
    public void onPartial(String text) {
        link.partial(text);
    }

    @Override
    public void onUtterance(Utterance utterance) {
        Instant endedAt = clock.at(utterance.endedNanos());
        log.turnEnded(utterance.endedNanos());
        link.heard(utterance.text(), utterance.confidence(), Source.SPEECH, endedAt);
    }

    @Override
    public void onNothingUnderstood() {
        link.nothingUnderstood(clock.now());
    }

    @Override
    public void onFirstSound(long speechId) {
        log.sounded();
    }

    @Override
    public void onSpeechFinished(long speechId, SpeechOutcome outcome, String heardText) {
        saying.remove(speechId);
        if (speechId >= 0 && state != CallState.ENDED) {
            link.speechFinished(speechId, outcome == SpeechOutcome.COMPLETED, heardText, clock.now());
        }
        leaveWhenSaid();
    }

    @Override
    public void onMediaTimeout() {
        end(Termination.MEDIA_TIMEOUT, "no sound received");
    }
}
