package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.media.sdp.SdpException;
import dev.sotto.media.session.MediaListener;
import dev.sotto.media.session.MediaSession;
import org.jspecify.annotations.Nullable;

/** A call to {@code echo} or {@code prompt}: sound for measurements, no conversation. Call context only. */
final class TestTone implements CallHandler, MediaListener {
    private final IncomingCall dialog;
    private final Runnable whenEnded;
    private @Nullable MediaSession media;

    TestTone(IncomingCall dialog, Runnable whenEnded) {
        this.dialog = dialog;
        this.whenEnded = whenEnded;
    }

    void answer(MediaSession session) {
        media = session;
        dialog.handler(this);
        dialog.answer(session.localSdp());
    }

    void hangUp(String reason) {
        dialog.hangUp(reason);
        close();
    }

    private void close() {
        MediaSession session = media;
        if (session != null) {
            media = null;
            session.close();
            whenEnded.run();
        }
    }

    @Override
    public void onAcknowledged(@Nullable String sdp) {
        MediaSession session = media;
        if (session == null) {
            return;
        }
        try {
            if (sdp != null) {
                session.accept(sdp);
            }
            session.start();
        } catch (SdpException e) {
            hangUp("no common sound format");
        }
    }

    @Override
    public @Nullable String onReoffer(@Nullable String sdp) {
        MediaSession session = media;
        try {
            return session == null ? null : sdp == null ? session.localSdp() : session.reoffer(sdp);
        } catch (SdpException e) {
            return null;
        }
    }

    @Override
    public void onCancelled() {
        close();
    }

    @Override
    public void onHungUp(@Nullable String reason) {
        close();
    }

    @Override
    public void onLost(String reason) {
        close();
    }

    @Override
    public void onMediaTimeout() {
        hangUp("no sound received");
    }

    @Override
    public void onDigit(char digit) {}
}
