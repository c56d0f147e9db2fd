/* What a word is found by: the same as apparatus/searching/stem.py. */
const WORD_FORM = /[\p{L}\p{N}\u0300-\u036f]+(?:[-\u2010\u2011'’][\p{L}\p{N}\u0300-\u036f]+)*/gu;
const WORD_JOINT = /[-\u2010\u2011'’]/g;
const SOUND_SIGNS = [["sch", "$"], ["ei", "%"], ["ie", "&"]];

const foldWord = (word) => word.replace(WORD_JOINT, "").toLowerCase().replaceAll("ß", "ss").normalize("NFD")
  .replace(/[\u0300-\u036f]/g, "").replace(/([ao])e+|(?<![aeiouyq])(u)e+/g, "$1$2");

function stemWord(word) {
  let text = foldWord(word);
  for (const [sound, sign] of SOUND_SIGNS) text = text.replaceAll(sound, () => sign);
  const isNoun = word[0] !== word[0].toLowerCase();
  text = text.replace(/(.)\1/gu, "$1*").replace(
    isNoun ? /(?:(?<=.{4})(?:e[mr]|end)|(?<=.{3})[esn])+$/u : /(?:(?<=.{4})(?:e[mr]|end)|(?<=.{3})[esnt])+$/u, "");
  text = text.replace(/(.)\*/gu, "$1$1");
  for (const [sound, sign] of SOUND_SIGNS) text = text.replaceAll(sign, sound);
  return text;
}
