package dev.sotto.media.speech;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a thread gives way to others of the machine, as {@code setpriority(2)} has it: 0 is usual, 19 most. Where there is more
 * speech to decode than the cores can do, words come later, but the loops that carry everybody's sound still run in time. Only
 * on Linux, where it is a property of a thread; anywhere else nothing happens.
 */
final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int PRIO_PROCESS = 0;
    /** To the kernel of Linux the calling thread, whatever the manual page says of processes. */
    private static final int MYSELF = 0;

    private Niceness() {}

    /** {@code libc} under its C names. */
    interface Priorities extends Library {
        int setpriority(int which, int who, int nice);

        int getpriority(int which, int who);
    }

    /** Has the calling thread give way at least so much; it may do more already, like the thread that started it. */
    static void atLeast(int nice) {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            if (now() < nice && libc().setpriority(PRIO_PROCESS, MYSELF, nice) != 0) {
                LOG.atWarn().log("Speech can't be given a lower priority than sound: setpriority is refused");
            }
        } catch (LinkageError missing) {
            LOG.atWarn().setCause(missing).log("Speech can't be given a lower priority than sound: no libc");
        }
    }

    /** Of the calling thread. Linux only. */
    static int now() {
        return libc().getpriority(PRIO_PROCESS, MYSELF);
    }

    private static Priorities libc() {
        return Native.load("c", Priorities.class);
    }
}
