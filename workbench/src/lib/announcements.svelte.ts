/** What a screen reader is told without the focus moving. */
class Announcements {
  text = $state('');
  private turn = false;

  say(text: string): void {
    // The same words twice are only spoken again if something changes.
    this.turn = !this.turn;
    this.text = this.turn ? text : `${text}\u00a0`;
  }
}

export const announcements = new Announcements();
export const say = (text: string): void => announcements.say(text);
