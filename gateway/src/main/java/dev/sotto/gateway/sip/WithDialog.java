package dev.sotto.gateway.sip;

import org.jspecify.annotations.Nullable;

/** A call of this stack, of which another call's transfer may make use. */
interface WithDialog {
    /** Null as long as there is none. */
    @Nullable
    DialogCall dialogCall();
}
