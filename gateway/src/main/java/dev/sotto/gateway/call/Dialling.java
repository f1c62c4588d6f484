package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallFailure;
import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.OutgoingCall;
import dev.sotto.gateway.sip.OutgoingHandler;
import dev.sotto.gateway.sip.SipCall;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaSession;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of ours up to its answer, and the {@link Call}'s dialog from then on. Nothing is said before the answer; what is to be
 * heard until then (ringing tones, announcements) is nobody's speech and is not listened to. Call context only.
 */
final class Dialling implements SipCall, OutgoingHandler {
    private final String name;
    private final Lines.Progress progress;
    private @Nullable Call talk;
    private @Nullable MediaSession media;
    private @Nullable OutgoingCall sip;
    private @Nullable CallHandler handler;
    private @Nullable Integer status;

    Dialling(String name, Lines.Progress progress) {
        this.name = name;
        this.progress = progress;
    }

    /** What the answer leads to. */
    void leadsTo(Call call, MediaSession session) {
        talk = call;
        media = session;
        call.expectAnswer(session, termination -> progress.ended(termination, status));
    }

    void placed(OutgoingCall call) {
        sip = call;
    }

    @Override
    public void onRinging() {
        progress.ringing();
    }

    @Override
    public void onEarlyMedia(String sdp) {
        progress.early();
    }

    @Override
    public void onAnswered(OutgoingCall call, String sdp) {
        sip = call;
        try {
            if (media != null) {
                media.accept(sdp);
            }
        } catch (SdpException e) {
            status = 488;
            end(Termination.REFUSED, "no common sound format");
            return;
        }
        if (handler != null) {
            call.handler(handler);
        }
        progress.answered();
    }

    @Override
    public void onFailed(CallFailure failure) {
        status = failure.status();
        end(termination(failure.kind()), failure.reason());
    }

    /** The call could not even be placed. */
    void unplaceable(String why) {
        end(Termination.UNREACHABLE, why);
    }

    private void end(Termination termination, String reason) {
        if (talk != null) {
            talk.end(termination, reason);
        } else {
            progress.ended(termination, status);
        }
    }

    private static Termination termination(CallFailure.Kind kind) {
        return switch (kind) {
            case BUSY -> Termination.BUSY;
            case NO_ANSWER -> Termination.NO_ANSWER;
            case CANCELLED -> Termination.CANCELLED;
            case REFUSED -> Termination.REFUSED;
            case UNREACHABLE -> Termination.UNREACHABLE;
        };
    }

    @Override
    public String callId() {
        return sip == null ? name : sip.callId();
    }

    @Override
    public InetSocketAddress remote() {
        return sip == null ? InetSocketAddress.createUnresolved("unknown", 0) : sip.remote();
    }

    @Override
    public void hangUp(String reason) {
        if (sip != null) {
            sip.hangUp(reason);
        }
    }

    @Override
    public void refer(String target) {
        if (sip != null) {
            sip.refer(target);
        }
    }

    @Override
    public void refer(String target, Map<String, String> headers) {
        if (sip != null) {
            sip.refer(target, headers);
        }
    }

    @Override
    public void handler(CallHandler next) {
        handler = next;
        if (sip != null) {
            sip.handler(next);
        }
    }
}
