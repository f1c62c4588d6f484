package dev.sotto.gateway.call;

import dev.sotto.orchestrator.message.ToEdge;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The wishes to put one caller through: where to they may lead, and one attempt at a time. Call context only. */
final class Transfers {
    private final TransferTargets targets;
    private final Saying saying;
    private final Alarm alarm;
    private final Told told;
    private @Nullable Transferring attempt;

    /** Hears of the attempts. */
    interface Told {
        /** One begins, or is over. */
        void transferring(boolean now);

        /** The caller stays; {@code reason} is for people. */
        void failed(String target, int status, String reason);

        /** Nobody has tried: another attempt is under way, or it is too late. */
        void declined(String target);
    }

    Transfers(TransferTargets targets, Saying saying, Alarm alarm, Told told) {
        this.targets = targets;
        this.saying = saying;
        this.alarm = alarm;
        this.told = told;
    }

    boolean underWay() {
        return attempt != null;
    }

    /**
     * Puts the caller through, once the announcement has been heard.
     *
     * @param possible the call is at a point where that can be
     * @param refer asks the peer to call that target
     */
    void begin(ToEdge.Transfer wanted, boolean possible, Consumer<String> refer) {
        String target = wanted.target();
        if (!targets.allow(target, wanted.literal())) {
            told.failed(target, 403, "in_call.transfer_targets does not allow a target that no task file names");
        } else if (attempt != null || !possible) {
            told.declined(target);
        } else {
            attempt = new Transferring(target, refer, saying, alarm);
            attempt.start();
            told.transferring(true);
        }
    }

    /** The peer says so; a word that comes when nothing is under way means nothing. */
    void failed(int status, String reason) {
        Transferring failed = attempt;
        if (failed != null) {
            stop();
            told.failed(failed.target(), status, reason);
        }
    }

    void stop() {
        if (attempt != null) {
            attempt.stop();
            attempt = null;
            told.transferring(false);
        }
    }
}
