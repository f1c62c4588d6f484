package dev.sotto.gateway.call;

/**
 * Where a call stands.
 *
 * <pre>
 * ANSWERED --ACK--> TALKING --hang up wanted--> LEAVING --all said--> ENDED
 *     |                |                           |                    ^
 *     +----------------+---------------------------+--- caller, loss ---+
 * </pre>
 */
enum CallState {
    /** 200 is sent, ACK is waited for. */
    ANSWERED,
    TALKING,
    /** The last words are being said. */
    LEAVING,
    ENDED
}
