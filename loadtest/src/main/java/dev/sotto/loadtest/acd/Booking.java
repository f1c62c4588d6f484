package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.desk.ServerClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * Something that a person enters in the shop's system.
 *
 * @param path of the POST
 */
public record Booking(String callId, int caller, String path, JsonObject body) {
    /** Where bookings go. */
    public interface Systems {
        /** Nobody enters anything: it takes the person's time all the same. */
        Systems NONE = booking -> Future.succeededFuture(true);

        /** Completes with false when it wasn't taken. */
        Future<Boolean> enter(Booking booking);

        /** A shop's REST interface. */
        static Systems rest(ServerClient shop) {
            return booking -> shop.post(booking.path(), booking.body())
                    .map(reply -> reply.status() / 100 == 2)
                    .otherwise(false);
        }
    }

    static Booking of(String callId, int caller, Act.Book act, Map<String, String> facts) {
        JsonObject body = new JsonObject();
        act.with().forEach((name, value) -> body.put(name, filled(value, facts)));
        return new Booking(callId, caller, filled(act.path(), facts), body);
    }

    private static String filled(String template, Map<String, String> facts) {
        String text = template;
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        }
        return text;
    }
}
