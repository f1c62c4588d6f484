package dev.sotto.gateway.shop;

import io.vertx.core.json.JsonObject;

/** What the shop answers. */
record ShopReply(int status, JsonObject body) {
    static ShopReply ok(JsonObject body) {
        return new ShopReply(200, body);
    }

    static ShopReply created(JsonObject body) {
        return new ShopReply(201, body);
    }

    /** @param error a word for programs; {@code message} is for people */
    static ShopReply refused(int status, String error, String message) {
        return new ShopReply(status, new JsonObject().put("error", error).put("message", message));
    }
}
