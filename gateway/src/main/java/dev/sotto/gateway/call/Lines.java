package dev.sotto.gateway.call;

import org.jspecify.annotations.Nullable;

/** Places calls of ours: the telephone edge, for whoever keeps the orders. Any thread. */
public interface Lines {
    /** Places it; {@code progress} hears of it on the call's context, {@code ended} last and once. */
    void place(Dial dial, Progress progress);

    /** Calls it off, or hangs up; does nothing where there is no such call. */
    void hangUp(String conversationId);

    /** How a call goes. */
    interface Progress {
        void ringing();

        void early();

        void answered();

        /** A machine talks; what follows is decided by {@link Dial#onMachine}. */
        void machine();

        /** Now it is our turn: the conversation begins. */
        void reached();

        /** @param status the SIP status of a call that was never answered, or null */
        void ended(Termination termination, @Nullable Integer status);
    }
}
