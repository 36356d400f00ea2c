package dev.parley.server.demo;

/** Who plays. */
enum Cast {
  ADA("ada", "Ada", "en"),
  LIN("lin", "Lin 林", "zh-CN"),
  BOB("bob", "Bob", "en");

  private final String username;
  private final String displayName;
  private final String locale;

  Cast(String username, String displayName, String locale) {
    this.username = username;
    this.displayName = displayName;
    this.locale = locale;
  }

  String username() {
    return username;
  }

  String displayName() {
    return displayName;
  }

  String locale() {
    return locale;
  }

  String address() {
    return username + "@example.com";
  }
}
