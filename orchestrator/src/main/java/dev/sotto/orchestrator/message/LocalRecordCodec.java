package dev.sotto.orchestrator.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable record over by reference within one node. */
final class LocalRecordCodec<T extends Record> implements MessageCodec<T, T> {
    private final Class<T> type;

    LocalRecordCodec(Class<T> type) {
        this.type = type;
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new UnsupportedOperationException(type.getName() + " travels within one node only");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException(type.getName() + " travels within one node only");
    }

    @Override
    public String name() {
        return type.getName();
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
