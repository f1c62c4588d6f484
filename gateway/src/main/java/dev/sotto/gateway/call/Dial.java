package dev.sotto.gateway.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that the edge is to place.
 *
 * @param target {@code sip:} or {@code tel:} address
 * @param callerId the address that calls, or null: as the settings say
 * @param onMachine {@code leave_message, hang_up, talk}
 */
public record Dial(
        String conversationId,
        String target,
        @Nullable String callerId,
        @Nullable String trunk,
        Duration answerWithin,
        String onMachine) {
    public static final String HANG_UP = "hang_up";
    public static final String TALK = "talk";
    public static final String LEAVE_MESSAGE = "leave_message";
}
