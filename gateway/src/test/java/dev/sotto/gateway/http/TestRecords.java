package dev.sotto.gateway.http;

import dev.sotto.orchestrator.message.ConversationList;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ListConversations;
import dev.sotto.orchestrator.message.NoSuchConversation;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToEdge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.stream.Stream;

/** Lets the bus records travel by reference on a local bus. */
final class TestRecords {
    private TestRecords() {}

    static void register(EventBus bus) {
        Stream.of(ConversationList.class, ConversationView.class, ListConversations.class, NoSuchConversation.class)
                .forEach(type -> register(bus, type));
        Stream.of(Ok.class, Refused.class).forEach(type -> register(bus, type));
        Stream.of(DeskEvent.class, ToConversation.class, ToDesk.class, ToEdge.class)
                .flatMap(type -> Stream.of(type.getDeclaredClasses()))
                .filter(Class::isRecord)
                .forEach(type -> register(bus, type));
    }

    private static <T> void register(EventBus bus, Class<T> type) {
        bus.registerDefaultCodec(type, new ByReference<T>(type.getName()));
    }

    private record ByReference<T>(String name) implements MessageCodec<T, T> {
        @Override
        public void encodeToWire(Buffer buffer, T record) {
            throw new UnsupportedOperationException("local only");
        }

        @Override
        public T decodeFromWire(int pos, Buffer buffer) {
            throw new UnsupportedOperationException("local only");
        }

        @Override
        public T transform(T record) {
            return record;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
