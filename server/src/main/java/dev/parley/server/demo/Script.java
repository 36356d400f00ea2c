package dev.parley.server.demo;

import static dev.parley.server.demo.Cast.ADA;
import static dev.parley.server.demo.Cast.BOB;
import static dev.parley.server.demo.Cast.LIN;

import java.util.List;

/** What is said. Whoever speaks has read all before; so the last lines are unread for some. */
final class Script {
  static final String GROUP_TITLE = "River club";

  /** The group: paddling on the river, in two languages. */
  static final List<Line> RIVER_CLUB =
      List.of(
          Line.of(ADA, 6, "08:02", "Good morning! I made this group for our river weekends.")
              .with(LIN, "🎉")
              .with(BOB, "👍"),
          Line.of(LIN, 6, "08:10", "大家早上好！终于有群了 😄"),
          Line.of(BOB, 6, "08:15", "Morning. Who is in for Saturday?"),
          Line.of(ADA, 6, "08:16", "Me. The water should be calm after the rain.").answering(3),
          Line.of(LIN, 6, "08:21", "我也去。需要带什么吗？").answering(3),
          Line.of(
              BOB, 6, "08:30", "Lin asks what to bring: life vest, dry clothes, something warm."),
          Line.of(ADA, 6, "08:31", "I have three vests, so nobody needs to buy one.")
              .with(LIN, "❤️"),
          Line.of(LIN, 6, "08:40", "太好了，谢谢 Ada！我带热茶和包子。").with(BOB, "😋"),
          Line.of(BOB, 5, "17:03", "The boat house opens at 9. Shall we meet at the old bridge?"),
          Line.of(ADA, 5, "17:20", "Old bridge at 9:30, then we walk together.")
              .answering(9)
              .correctedTo("Old bridge at 8:30, then we walk together."),
          Line.of(LIN, 5, "17:45", "老桥是不是在图书馆后面？").answering(10),
          Line.of(ADA, 5, "17:47", "对，图书馆后面 🙂 Right behind the library.").answering(11),
          Line.of(BOB, 4, "19:10", "Checked the gauge: 1.40 m and falling. Good for beginners."),
          Line.of(LIN, 4, "19:25", "1.40 米算高吗？我有点怕急流。"),
          Line.of(
                  BOB,
                  4,
                  "19:31",
                  "Not high at all. We stay on the slow side, and I paddle behind you.")
              .answering(14)
              .with(LIN, "🙏"),
          Line.of(ADA, 4, "19:40", "And we stop at the island for lunch."),
          Line.of(LIN, 3, "12:05", "今天好开心！第一次划这么远 🛶").with(ADA, "🎉").with(BOB, "🎉"),
          Line.of(BOB, 3, "12:30", "Eleven kilometres! My arms know every one of them."),
          Line.of(ADA, 3, "12:41", "Lin, your buns saved the day.").with(LIN, "😄"),
          Line.of(LIN, 3, "12:44", "下次我多做一点，再带点辣酱。").answering(19),
          Line.of(BOB, 2, "09:12", "Found a glove in my bag, a blue one. Whose is it?"),
          Line.of(LIN, 2, "09:40", "是我的！我找了一晚上。").answering(21),
          Line.of(BOB, 2, "09:42", "It is safe here. I will bring it next time.").with(LIN, "👍"),
          Line.of(ADA, 2, "18:00", "Next trip: the upper river, two weeks from now?"),
          Line.of(LIN, 1, "10:15", "可以。上游的风景最好看，我带相机。").answering(24),
          Line.of(BOB, 1, "10:32", "I am in. @ada can you book the two-seater again?")
              .answering(24),
          Line.of(LIN, 1, "10:35", "我和 Ada 一条船 😄"));

  static final List<Line> ADA_AND_LIN =
      List.of(
          Line.of(ADA, 5, "20:00", "Hi Lin, is the English in the group all right for you?"),
          Line.of(LIN, 5, "20:06", "没问题，我能看懂，就是写得慢。"),
          Line.of(ADA, 5, "20:08", "那就写中文吧，我正好练习。").with(LIN, "👍"),
          Line.of(LIN, 3, "20:15", "照片发给你了吗？岛上那张特别好。"),
          Line.of(ADA, 3, "20:40", "Not yet. Send it when you are home!").answering(4),
          Line.of(LIN, 1, "11:02", "周四有空一起喝茶吗？"),
          Line.of(LIN, 1, "11:03", "河边新开了一家店。"));

  static final List<Line> ADA_AND_BOB =
      List.of(
          Line.of(BOB, 4, "07:50", "Do you still have my small pump?"),
          Line.of(ADA, 4, "08:05", "Yes, it is in the car. I will bring it on Saturday.")
              .answering(1),
          Line.of(BOB, 4, "08:06", "Great, thank you.").with(ADA, "👍"),
          Line.of(BOB, 2, "18:30", "The upper river needs a permit. I can ask at the office."),
          Line.of(ADA, 2, "18:45", "Please do, I will pay half of it."));

  static final List<Line> LIN_AND_BOB =
      List.of(
          Line.of(LIN, 2, "09:45", "Thank you for the glove, Bob!"),
          Line.of(BOB, 2, "09:50", "No problem. How do you say glove in Chinese?"),
          Line.of(LIN, 2, "09:52", "手套 (shǒutào). Hand cover.").answering(2).with(BOB, "😄"),
          Line.of(BOB, 2, "09:53", "Shoutao. I will remember it."));

  private Script() {}
}
