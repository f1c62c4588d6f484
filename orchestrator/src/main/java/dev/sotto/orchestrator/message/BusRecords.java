package dev.sotto.orchestrator.message;

import io.vertx.core.eventbus.EventBus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Makes the records of this package known to an event bus. */
public final class BusRecords {
    private static final List<Class<?>> FAMILIES =
            List.of(ToCalls.class, ToConversation.class, ToDesk.class, ToEdge.class, ToMemory.class, DeskEvent.class);
    private static final List<Class<?>> SINGLES = List.of(
            ConversationList.class,
            ConversationView.class,
            ListConversations.class,
            NoSuchConversation.class,
            Ok.class,
            Refused.class);

    private BusRecords() {}

    /** Registers a by-reference codec for every record; does nothing where that was done before. */
    public static void register(EventBus bus) {
        types().forEach(type -> registerOne(bus, type.asSubclass(Record.class)));
    }

    /** Every record type that may be sent. */
    static Stream<Class<?>> types() {
        return Stream.concat(
                FAMILIES.stream()
                        .flatMap(family -> Arrays.stream(family.getDeclaredClasses()))
                        .filter(Class::isRecord),
                SINGLES.stream());
    }

    private static <T extends Record> void registerOne(EventBus bus, Class<T> type) {
        try {
            bus.registerDefaultCodec(type, new LocalRecordCodec<>(type));
        } catch (IllegalStateException alreadyRegistered) {
            // the bus has no way to ask; the codec that is there is the same
        }
    }
}
